def affine_forward(x, w, b):
    N, M = x.shape[0], w.shape[1]
    out = np.zeros((N, M))
    for i in range(N):
        row = x[i].ravel()
        for j in range(M):
            out[i, j] = np.sum(row * w[:, j]) + b[j]
    return out, (x, w, b)
