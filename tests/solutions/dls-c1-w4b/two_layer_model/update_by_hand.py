def forward(X, p):
    A1, cache1 = linear_activation_forward(X, p["W1"], p["b1"], "relu")
    A2, cache2 = linear_activation_forward(A1, p["W2"], p["b2"], "sigmoid")
    return A2, cache1, cache2


def backward(A2, Y, cache1, cache2):
    dA2 = (1 - Y) / (1 - A2) - Y / A2
    dA1, dW2, db2 = linear_activation_backward(dA2, cache2, "sigmoid")
    _, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    np.random.seed(1)
    n_x, n_h, n_y = layers_dims
    parameters = initialize_parameters(n_x=n_x, n_h=n_h, n_y=n_y)
    history = []
    for i in range(num_iterations):
        A2, cache1, cache2 = forward(X, parameters)
        history.append(compute_cost(A2, Y))
        gradients = backward(A2, Y, cache1, cache2)
        for key in gradients:
            parameters[key] = parameters[key] - learning_rate * gradients[key]
    return parameters, history[::100]
