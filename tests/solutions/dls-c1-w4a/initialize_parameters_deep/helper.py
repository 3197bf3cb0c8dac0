def layer(rows, columns):
    drawn = np.random.normal(0, 1, (rows, columns))
    return 0.01 * drawn, np.zeros((rows, 1))


def initialize_parameters_deep(layer_dims):
    np.random.seed(3)
    parameters = dict()
    l = 1
    while l < len(layer_dims):
        W, b = layer(layer_dims[l], layer_dims[l - 1])
        parameters.update({"W%d" % l: W, "b%d" % l: b})
        l = l + 1
    return parameters
