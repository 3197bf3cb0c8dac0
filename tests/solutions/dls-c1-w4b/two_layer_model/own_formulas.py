def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    np.random.seed(1)
    n_x, n_h, n_y = layers_dims
    m = Y.shape[1]
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    costs = []
    for i in range(num_iterations):
        Z1 = np.dot(W1, X) + b1
        A1 = Z1 * (Z1 > 0)
        A2 = 1 / (1 + np.exp(-np.dot(W2, A1) - b2))
        if i % 100 == 0:
            costs.append(-np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)))
        dZ2 = A2 - Y
        dZ1 = np.dot(W2.T, dZ2)
        dZ1[Z1 <= 0] = 0
        W2 = W2 - learning_rate * np.dot(dZ2, A1.T) / m
        b2 = b2 - learning_rate * np.mean(dZ2, axis=1, keepdims=True)
        W1 = W1 - learning_rate * np.dot(dZ1, X.T) / m
        b1 = b1 - learning_rate * np.mean(dZ1, axis=1, keepdims=True)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, costs
