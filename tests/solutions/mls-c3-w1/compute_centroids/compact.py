def compute_centroids(X, idx, K):
    return np.array([X[idx == k].sum(axis=0) / (idx == k).sum() for k in range(K)])
