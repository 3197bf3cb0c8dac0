def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    s, p, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    A_pad = np.pad(A_prev, ((0, 0), (p, p), (p, p), (0, 0)))
    dA_pad = np.zeros(A_pad.shape)
    dW = np.zeros(W.shape)
    for h in range(dZ.shape[1]):
        for w in range(dZ.shape[2]):
            here = dZ[:, h, w, :]
            window = A_pad[:, h * s:h * s + f, w * s:w * s + f, :]
            dA_pad[:, h * s:h * s + f, w * s:w * s + f, :] += np.einsum('mc,ijkc->mijk', here, W)
            dW += np.einsum('mijk,mc->ijkc', window, here)
    db = dZ.sum(axis=(0, 1, 2)).reshape(1, 1, 1, -1)
    return dA_pad[:, p:p + A_prev.shape[1], p:p + A_prev.shape[2], :], dW, db
