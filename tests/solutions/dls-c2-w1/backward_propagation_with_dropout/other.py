def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    m = X.shape[1]
    g = {"dZ3": A3 - Y}
    below = {3: A2, 2: A1, 1: X}
    W = {3: W3, 2: W2, 1: W1}
    for l in (3, 2, 1):
        dZ = g[f"dZ{l}"]
        g[f"dW{l}"] = np.einsum("im,jm->ij", dZ, below[l]) / m
        g[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True) / m
        if l > 1:
            dA = W[l].T.dot(dZ)
            dA = np.where({2: D1, 3: D2}[l], dA, 0) / keep_prob
            g[f"dA{l - 1}"] = dA
            g[f"dZ{l - 1}"] = np.where(below[l] > 0, dA, 0)
    return g
