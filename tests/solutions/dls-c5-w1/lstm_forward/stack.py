def lstm_forward(x, a0, parameters):
    a_t, c_t = a0, np.zeros_like(a0)
    a, y, c, caches = [], [], [], []
    for xt in np.moveaxis(x, 2, 0):
        a_t, c_t, yt, cache = lstm_cell_forward(xt, a_t, c_t, parameters)
        a.append(a_t)
        y.append(yt)
        c.append(c_t)
        caches.append(cache)
    return np.stack(a, 2), np.stack(y, 2), np.stack(c, 2), (caches, x)
