def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    def averaged(old, new):
        return old + (1 - beta) * (new - old)
    for name in list(parameters):
        v["d" + name] = averaged(v["d" + name], grads["d" + name])
        parameters[name] = parameters[name] - v["d" + name] * learning_rate
    return parameters, v
