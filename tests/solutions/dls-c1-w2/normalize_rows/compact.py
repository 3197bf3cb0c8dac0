def normalize_rows(x):
    return x / np.sqrt(np.sum(x * x, axis=1)).reshape(-1, 1)
