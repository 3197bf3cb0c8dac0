def initialize_parameters(n_x, n_h, n_y):
    parameters = {}
    parameters['W1'] = np.random.randn(n_h, n_x)
    parameters['W1'] *= 0.01
    parameters['b1'] = np.zeros(shape=(n_h, 1), dtype=float)
    parameters['W2'] = np.random.randn(n_y, n_h)
    parameters['W2'] /= 100
    parameters['b2'] = np.zeros(shape=(n_y, 1), dtype=float)
    return parameters
