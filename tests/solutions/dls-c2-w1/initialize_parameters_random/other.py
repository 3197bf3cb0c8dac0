def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    L = len(layers_dims) - 1
    weights = {f"W{l + 1}": np.random.randn(layers_dims[l + 1], layers_dims[l]) * 10 for l in range(L)}
    biases = {f"b{l}": np.zeros(layers_dims[l]).reshape(-1, 1) for l in range(1, L + 1)}
    return {**weights, **biases}
