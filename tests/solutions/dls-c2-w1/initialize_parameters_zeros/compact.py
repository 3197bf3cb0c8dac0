def initialize_parameters_zeros(layers_dims):
    p = {}
    for l, (before, size) in enumerate(zip(layers_dims, layers_dims[1:]), start=1):
        p[f"W{l}"] = np.zeros((size, before))
        p[f"b{l}"] = np.zeros((size, 1))
    return p
