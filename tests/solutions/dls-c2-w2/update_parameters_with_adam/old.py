def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    for name in parameters:
        key = "d" + name
        g = grads[key]
        v[key] = beta1 * v[key] + (1 - beta1) * g
        s[key] = beta2 * s[key] + (1 - beta2) * g * g
        v_hat = v[key] / (1 - beta1 ** t)
        s_hat = s[key] / (1 - beta2 ** t)
        parameters[name] = parameters[name] - learning_rate * v_hat / (s_hat ** 0.5 + epsilon)
    return parameters, v, s
