def euclidean(A, B):
    total = 0
    for i in range(len(A)):
        total += np.square(A[i] - B[i])
    return total**0.5
