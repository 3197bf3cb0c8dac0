def estimate_gaussian(X):
    m, n = X.shape
    mu = 1 / m * np.sum(X, axis=0)
    var = 1 / m * np.sum((X - mu) ** 2, axis=0)
    return mu, var
