def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    stride = hparameters["stride"]
    f = hparameters["f"]
    dA_prev = np.zeros(A_prev.shape)
    for i, h, w, c in np.ndindex(dA.shape):
        top, left = h * stride, w * stride
        window = A_prev[i, top:top + f, left:left + f, c]
        if mode == "max":
            row, column = np.unravel_index(window.argmax(), window.shape)
            dA_prev[i, top + row, left + column, c] += dA[i, h, w, c]
        else:
            dA_prev[i, top:top + f, left:left + f, c] += dA[i, h, w, c] / f ** 2
    return dA_prev
