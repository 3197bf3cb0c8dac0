def compute_centroids(X, idx, K):
    m, n = X.shape
    totals = np.zeros((K, n))
    counts = np.zeros((K, 1))
    for i in range(m):
        totals[idx[i]] += X[i]
        counts[idx[i]] += 1
    centroids = totals / counts
    return centroids
