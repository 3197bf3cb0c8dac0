def rnn_forward(x, a0, parameters):
    caches, a, y = [], [], []
    a_next = a0
    for t in range(x.shape[2]):
        a_next, yt_pred, cache = rnn_cell_forward(x[..., t], a_next, parameters)
        a.append(a_next)
        y.append(yt_pred)
        caches.append(cache)
    return np.stack(a, axis=-1), np.stack(y, axis=-1), (caches, x)
