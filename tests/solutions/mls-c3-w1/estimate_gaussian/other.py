def estimate_gaussian(X):
    m, n = X.shape
    mu = np.zeros(n)
    var = np.zeros(n)
    for j in range(n):
        for i in range(m):
            mu[j] += X[i, j]
        mu[j] = mu[j] / m
        for i in range(m):
            var[j] += np.square(X[i, j] - mu[j])
        var[j] = var[j] / m
    return mu, var
