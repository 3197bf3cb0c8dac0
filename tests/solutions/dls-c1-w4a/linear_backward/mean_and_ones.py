def linear_backward(dZ, cache):
    A_prev, W, _ = cache
    m = A_prev.shape[1]
    dW = np.matmul(dZ, A_prev.T) / m
    db = np.dot(dZ, np.ones((m, 1))) / m
    return np.matmul(dZ.T, W).T, dW, db
