def pool_forward(A_prev, hparameters, mode="max"):
    f, s = hparameters["f"], hparameters["stride"]
    n_H = (A_prev.shape[1] - f) // s + 1
    n_W = (A_prev.shape[2] - f) // s + 1
    pool = {"max": np.max, "average": np.mean}[mode]
    A = np.empty((len(A_prev), n_H, n_W, A_prev.shape[3]))
    for h in range(n_H):
        for w in range(n_W):
            A[:, h, w] = pool(A_prev[:, h * s:h * s + f, w * s:w * s + f], axis=(1, 2))
    return A, (A_prev, hparameters)
