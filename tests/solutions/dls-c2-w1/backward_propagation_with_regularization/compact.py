def backward_propagation_with_regularization(X, Y, cache, lambd):
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    m = Y.shape[1]
    dZ3 = A3 - Y
    dW3, db3 = dZ3 @ A2.T / m + lambd / m * W3, dZ3.mean(axis=1, keepdims=True)
    dA2 = W3.T @ dZ3

    dZ2 = dA2 * (A2 > 0)
    dW2, db2 = dZ2 @ A1.T / m + lambd / m * W2, dZ2.mean(axis=1, keepdims=True)
    dA1 = W2.T @ dZ2

    dZ1 = dA1 * (A1 > 0)
    dW1, db1 = dZ1 @ X.T / m + lambd / m * W1, dZ1.mean(axis=1, keepdims=True)
    return {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2, "dZ2": dZ2, "dW2": dW2, "db2": db2, "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}
