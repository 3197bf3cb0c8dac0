def euclidean(A, B):
    return np.sqrt(np.sum((A - B) ** 2))
