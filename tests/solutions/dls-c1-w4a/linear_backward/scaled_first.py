def linear_backward(dZ, cache):
    A_prev = cache[0]
    W = cache[1]
    scaled = dZ / A_prev.shape[1]
    dW = np.einsum("im,jm->ij", scaled, A_prev)
    db = scaled.sum(axis=1, keepdims=True)
    dA_prev = np.einsum("ij,im->jm", W, dZ)
    return dA_prev, dW, db
