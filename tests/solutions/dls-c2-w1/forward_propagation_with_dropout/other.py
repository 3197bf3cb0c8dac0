def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    A, cache = X, []
    for l in (1, 2):
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        Z = np.dot(W, A) + b
        A = np.maximum(Z, 0)
        D = (np.random.random_sample(A.shape) < keep_prob).astype(int)
        A = np.multiply(A, D) / keep_prob
        cache += [Z, D, A, W, b]
    Z3 = np.dot(parameters["W3"], A) + parameters["b3"]
    A3 = 1 / (1 + np.exp(-Z3))
    return A3, tuple(cache) + (Z3, A3, parameters["W3"], parameters["b3"])
