def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    v = {k: beta1 * v[k] + (1 - beta1) * grads[k] for k in v}
    s = {k: beta2 * s[k] + (1 - beta2) * np.square(grads[k]) for k in s}
    rate1, rate2 = 1 - beta1 ** t, 1 - beta2 ** t
    step = {k: (v[k] / rate1) / (np.sqrt(s[k] / rate2) + epsilon) for k in v}
    return {k: p - learning_rate * step["d" + k] for k, p in parameters.items()}, v, s
