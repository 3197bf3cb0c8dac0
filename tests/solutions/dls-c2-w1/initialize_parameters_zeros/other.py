def initialize_parameters_zeros(layers_dims):
    L = len(layers_dims) - 1
    weights = {f"W{l + 1}": np.zeros((layers_dims[l + 1], layers_dims[l])) for l in range(L)}
    biases = {f"b{l}": np.zeros(layers_dims[l]).reshape(-1, 1) for l in range(1, L + 1)}
    return {**weights, **biases}
