def step(theta, gradient, rate):
    change = np.multiply(rate, gradient)
    return np.subtract(theta, change)


def update_parameters(parameters, grads, learning_rate=1.2):
    updated = {}
    for layer in (1, 2):
        for kind in "Wb":
            name = f"{kind}{layer}"
            updated[name] = step(parameters[name], grads["d" + name], learning_rate)
    return updated
