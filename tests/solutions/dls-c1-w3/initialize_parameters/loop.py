def initialize_parameters(n_x, n_h, n_y):
    sizes = [n_x, n_h, n_y]
    parameters = dict()
    for l in range(1, 3):
        shape = (sizes[l], sizes[l - 1])
        parameters["W" + str(l)] = 0.01 * np.random.normal(size=shape)
        parameters["b" + str(l)] = np.full((sizes[l], 1), 0.0)
    return parameters
