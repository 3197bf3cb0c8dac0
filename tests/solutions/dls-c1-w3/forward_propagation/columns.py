def forward_propagation(X, parameters):
    m = X.shape[1]
    n_h = parameters["W1"].shape[0]
    n_y = parameters["W2"].shape[0]
    cache = {
        "Z1": np.zeros((n_h, m)),
        "A1": np.zeros((n_h, m)),
        "Z2": np.zeros((n_y, m)),
        "A2": np.zeros((n_y, m)),
    }
    for i in range(m):
        x = X[:, i:i + 1]
        cache["Z1"][:, i:i + 1] = np.matmul(parameters["W1"], x) + parameters["b1"]
        cache["A1"][:, i] = np.tanh(cache["Z1"][:, i])
        cache["Z2"][:, i:i + 1] = np.matmul(parameters["W2"], cache["A1"][:, i:i + 1]) + parameters["b2"]
        cache["A2"][:, i] = sigmoid(cache["Z2"][:, i])
    return cache["A2"], cache
