def forward_prop(x, W1, W2, b1, b2):
    h = W1 @ x
    h += b1
    np.maximum(h, 0, out=h)
    z = (h.T @ W2.T).T
    z += b2
    return z, h
