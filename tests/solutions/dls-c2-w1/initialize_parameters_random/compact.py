def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    p = {}
    for l, (before, size) in enumerate(zip(layers_dims, layers_dims[1:]), start=1):
        p[f"W{l}"] = np.random.randn(size, before) * 10
        p[f"b{l}"] = np.zeros((size, 1))
    return p
