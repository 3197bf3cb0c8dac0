def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    np.random.seed(1)
    L = len(layers_dims) - 1
    m = X.shape[1]
    W, b, costs = [None], [None], []
    for l in range(1, L + 1):
        W.append(np.random.randn(layers_dims[l], layers_dims[l - 1]) / np.sqrt(layers_dims[l - 1]))
        b.append(np.zeros((layers_dims[l], 1)))
    for i in range(num_iterations):
        A = [X]
        for l in range(1, L):
            A.append(np.maximum(0, W[l] @ A[l - 1] + b[l]))
        AL = 1 / (1 + np.exp(-(W[L] @ A[L - 1] + b[L])))
        if i % 100 == 0:
            costs.append(np.sum(-Y * np.log(AL) - (1 - Y) * np.log(1 - AL)) / m)
        dZ = AL - Y
        for l in range(L, 0, -1):
            dW, db = dZ @ A[l - 1].T / m, dZ.sum(axis=1, keepdims=True) / m
            dZ = (W[l].T @ dZ) * (A[l - 1] > 0)
            W[l] -= learning_rate * dW
            b[l] -= learning_rate * db
    parameters = {}
    for l in range(1, L + 1):
        parameters["W%d" % l], parameters["b%d" % l] = W[l], b[l]
    return parameters, costs
