def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    stride, pad = hparameters["stride"], hparameters["pad"]
    f = W.shape[0]
    m, n_H, n_W, n_C = dZ.shape
    A_pad = zero_pad(A_prev, pad)
    dA_pad, dW = np.zeros_like(A_pad), np.zeros_like(W)
    for i in range(f):
        for j in range(f):
            rows = slice(i, i + stride * n_H, stride)
            columns = slice(j, j + stride * n_W, stride)
            dA_pad[:, rows, columns, :] += dZ @ W[i, j].T
            dW[i, j] = np.tensordot(A_pad[:, rows, columns, :], dZ, axes=([0, 1, 2], [0, 1, 2]))
    db = np.sum(dZ, axis=(0, 1, 2), keepdims=True)
    dA_prev = dA_pad[:, pad:-pad, pad:-pad, :]
    return dA_prev, dW, db
