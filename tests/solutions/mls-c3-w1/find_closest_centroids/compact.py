def find_closest_centroids(X, centroids):
    return np.argmin(np.linalg.norm(X[:, None] - centroids, axis=2), axis=1)
