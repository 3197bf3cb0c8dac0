def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(1)
    parameters = {}
    before = n_x
    for i, size in enumerate([n_h, n_y]):
        parameters[f'W{i + 1}'] = np.random.standard_normal((size, before)) / 100
        parameters[f'b{i + 1}'] = 0 * np.ones((size, 1))
        before = size
    return parameters
