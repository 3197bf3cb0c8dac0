def through(A, l, L, parameters):
    W, b = parameters["W" + str(l)], parameters["b" + str(l)]
    if l == L:
        AL, cache = linear_activation_forward(A, W, b, "sigmoid")
        return AL, [cache]
    A, cache = linear_activation_forward(A, W, b, "relu")
    AL, caches = through(A, l + 1, L, parameters)
    return AL, [cache, *caches]


def L_model_forward(X, parameters):
    return through(X, 1, len(parameters) // 2, parameters)
