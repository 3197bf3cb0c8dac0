def averaged(dZ, A):
    m = A.shape[1]
    dW = np.matmul(dZ, np.transpose(A)) / m
    db = np.mean(dZ, axis=1, keepdims=True)
    return dW, db


def backward_propagation(parameters, cache, X, Y):
    A1 = cache["A1"]
    dZ2 = np.subtract(cache["A2"], Y)
    dW2, db2 = averaged(dZ2, A1)
    dA1 = np.matmul(np.transpose(parameters["W2"]), dZ2)
    dZ1 = np.multiply(dA1, 1 - np.square(A1))
    dW1, db1 = averaged(dZ1, X)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
