def moved(theta, gradient, rate):
    change = np.multiply(rate, gradient)
    return np.subtract(theta, change)


def update_parameters(params, grads, learning_rate):
    parameters = {}
    for l in range(1, len(params) // 2 + 1):
        for kind in ["W", "b"]:
            name = kind + str(l)
            parameters[name] = moved(params[name], grads["d" + name], learning_rate)
    return parameters
