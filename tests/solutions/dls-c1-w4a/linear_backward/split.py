def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = dZ.shape[1]
    dW = dZ @ A_prev.T
    dW /= m
    db = np.sum(dZ, axis=1)
    db = db.reshape(b.shape) / m
    dA_prev = W.T @ dZ
    assert dA_prev.shape == A_prev.shape
    assert dW.shape == W.shape
    assert db.shape == b.shape
    return dA_prev, dW, db
