def affine_backward(dout, cache):
    x, w, b = cache
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(b.shape)
    for i in range(x.shape[0]):
        dx[i] = (w @ dout[i]).reshape(x[i].shape)
        dw += np.outer(x[i].ravel(), dout[i])
        db += dout[i]
    return dx, dw, db
