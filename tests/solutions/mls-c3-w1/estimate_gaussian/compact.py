def estimate_gaussian(X):
    return np.mean(X, axis=0), np.var(X, axis=0)
