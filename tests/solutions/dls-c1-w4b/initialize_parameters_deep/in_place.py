def initialize_parameters_deep(layer_dims):
    np.random.seed(1)
    parameters = {}
    for l, n in enumerate(layer_dims[1:]):
        n_before = layer_dims[l]
        W = np.random.standard_normal((n, n_before))
        W *= n_before ** -0.5
        parameters[f"W{l + 1}"] = W
        parameters[f"b{l + 1}"] = np.array([[0.0]] * n)
    return parameters
