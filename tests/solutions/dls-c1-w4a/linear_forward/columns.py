def linear_forward(A, W, b):
    m = A.shape[1]
    Z = np.zeros((W.shape[0], m))
    for i in range(m):
        Z[:, i] = W.dot(A[:, i]) + b[:, 0]
    return Z, (A, W, b)
