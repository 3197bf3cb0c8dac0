def affine_backward(dout, cache):
    x, w, b = cache
    rows = x.reshape((len(x), -1))
    dw = np.einsum('nd,nm->dm', rows, dout)
    db = np.ones(len(x)) @ dout
    dx = np.einsum('nm,dm->nd', dout, w)
    return dx.reshape(x.shape), dw, db
