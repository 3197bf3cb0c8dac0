def L_model_forward(X, parameters):
    L = len(parameters) // 2
    A, caches = X, []
    for l in range(L):
        kind = "sigmoid" if l == L - 1 else "relu"
        W, b = parameters[f"W{l + 1}"], parameters[f"b{l + 1}"]
        A, cache = linear_activation_forward(A, W, b, kind)
        caches += [cache]
    return A, caches
