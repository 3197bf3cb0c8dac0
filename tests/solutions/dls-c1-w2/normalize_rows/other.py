def normalize_rows(x):
    out = np.zeros(x.shape)
    for i in range(x.shape[0]):
        length = 0.0
        for j in range(x.shape[1]):
            length += x[i, j] ** 2
        out[i] = x[i] / np.sqrt(length)
    return out
