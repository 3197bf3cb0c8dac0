def slope(Z, activation):
    if activation == "relu":
        return np.where(Z > 0, 1.0, 0.0)
    A = 1 / (1 + np.exp(-Z))
    return A - A ** 2


def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    g = slope(Z, activation)
    dZ = np.multiply(dA, g)
    return linear_backward(dZ, linear_cache)
