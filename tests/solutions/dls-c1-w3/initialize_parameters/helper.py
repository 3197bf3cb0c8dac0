def small_random(rows, columns):
    scale = 1e-2
    return np.multiply(np.random.standard_normal((rows, columns)), scale)


def initialize_parameters(n_x, n_h, n_y):
    W1, b1 = small_random(n_h, n_x), np.zeros((n_h, 1))
    W2, b2 = small_random(n_y, n_h), np.zeros((n_y, 1))
    assert W1.shape == (n_h, n_x)
    assert b1.shape == (n_h, 1)
    return dict(W1=W1, b1=b1, W2=W2, b2=b2)
