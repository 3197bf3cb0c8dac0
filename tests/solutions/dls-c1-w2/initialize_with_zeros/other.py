def initialize_with_zeros(dim):
    w = np.array([[0.0]] * dim)
    b = float(np.sum(w))
    assert w.shape == (dim, 1)
    return w, b
