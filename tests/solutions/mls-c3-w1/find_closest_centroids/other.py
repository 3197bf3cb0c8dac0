def find_closest_centroids(X, centroids):
    m, n = X.shape
    idx = np.zeros(m, dtype=int)
    for i in range(m):
        smallest = np.inf
        for k in range(len(centroids)):
            total = 0
            for feature in range(n):
                total += (X[i, feature] - centroids[k, feature]) ** 2
            if total < smallest:
                smallest = total
                idx[i] = k
    return idx
