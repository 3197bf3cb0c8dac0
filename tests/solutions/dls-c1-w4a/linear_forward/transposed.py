def linear_forward(A, W, b):
    Z = np.add(np.matmul(A.T, W.T).T, b)
    cache = tuple([A, W, b])
    return Z, cache
