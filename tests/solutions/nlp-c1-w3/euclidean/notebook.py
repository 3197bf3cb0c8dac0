def euclidean(A, B):
    d = np.linalg.norm(A - B)
    return d
