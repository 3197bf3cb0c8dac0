def one_layer(n_in, n_out):
    scale = np.sqrt(1.0 / n_in)
    return np.random.randn(n_out, n_in) * scale, np.zeros((n_out, 1))


def initialize_parameters_deep(layer_dims):
    np.random.seed(1)
    layers = [one_layer(a, b) for a, b in zip(layer_dims, layer_dims[1:])]
    parameters = {}
    for number, (W, b) in enumerate(layers, start=1):
        parameters["W" + str(number)] = W
        parameters["b" + str(number)] = b
    return parameters
