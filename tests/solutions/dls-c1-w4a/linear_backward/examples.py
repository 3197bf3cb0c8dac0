def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dA_prev = np.zeros(A_prev.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    for i in range(m):
        dz = dZ[:, i].reshape(-1, 1)
        dW += np.matmul(dz, A_prev[:, i].reshape(1, -1)) / m
        db += dz / m
        dA_prev[:, i] = np.matmul(W.T, dz)[:, 0]
    return (dA_prev, dW, db)
