def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['stride'], hparameters['pad']
    f, n_C = W.shape[0], W.shape[3]
    padded = np.pad(A_prev, [(0, 0), (p, p), (p, p), (0, 0)])
    rows = (padded.shape[1] - f) // s + 1
    columns = (padded.shape[2] - f) // s + 1
    Z = np.zeros((A_prev.shape[0], rows, columns, n_C))
    for h in range(rows):
        for w in range(columns):
            window = padded[:, h * s:h * s + f, w * s:w * s + f, :]
            Z[:, h, w, :] = np.tensordot(window, W, axes=3)
    Z = Z + b
    return Z, (A_prev, W, b, hparameters)
