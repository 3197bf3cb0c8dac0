def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    s, f = hparameters["stride"], hparameters["f"]
    dA_prev = np.zeros_like(A_prev)
    for h in range(dA.shape[1]):
        for w in range(dA.shape[2]):
            rows, columns = slice(h * s, h * s + f), slice(w * s, w * s + f)
            window = A_prev[:, rows, columns, :]
            if mode == "max":
                share = window == window.max(axis=(1, 2), keepdims=True)
            else:
                share = np.ones(window.shape) / (f * f)
            dA_prev[:, rows, columns, :] += share * dA[:, h:h + 1, w:w + 1, :]
    return dA_prev
