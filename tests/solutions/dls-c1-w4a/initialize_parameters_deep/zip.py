def initialize_parameters_deep(layer_dims):
    np.random.seed(3)
    parameters = {}
    for l, (n_in, n_out) in enumerate(zip(layer_dims[:-1], layer_dims[1:]), 1):
        W = np.random.randn(n_out, n_in)
        W *= 0.01
        parameters[f"W{l}"], parameters[f"b{l}"] = W, np.zeros((n_out, 1))
    return parameters
