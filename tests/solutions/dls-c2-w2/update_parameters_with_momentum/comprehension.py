def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    v = {key: beta * v[key] + (1 - beta) * grads[key] for key in v}
    parameters = {key: parameters[key] - learning_rate * v["d" + key] for key in parameters}
    return parameters, v
