def L_model_forward(X, parameters):
    caches = []
    A_prev = X
    L = int(len(parameters) / 2)
    for l in range(1, L + 1):
        W = parameters["W%d" % l]
        b = parameters["b%d" % l]
        Z = np.dot(W, A_prev) + b
        if l < L:
            A = np.maximum(0, Z)
        else:
            A = 1.0 / (1.0 + np.exp(-Z))
        caches.append(((A_prev, W, b), Z))
        A_prev = A
    return A, caches
