def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    np.random.seed(1)
    params = initialize_parameters(layers_dims[0], layers_dims[1], layers_dims[2])
    costs = []
    i = 0
    while i < num_iterations:
        hidden, first_cache = linear_activation_forward(X, params["W1"], params["b1"], activation="relu")
        out, second_cache = linear_activation_forward(hidden, params["W2"], params["b2"], activation="sigmoid")
        cost = compute_cost(out, Y)
        d_out = (out - Y) / (out * (1 - out))
        back2 = linear_activation_backward(d_out, second_cache, activation="sigmoid")
        back1 = linear_activation_backward(back2[0], first_cache, activation="relu")
        grads = {"dW1": back1[1], "db1": back1[2], "dW2": back2[1], "db2": back2[2]}
        params = update_parameters(params, grads, learning_rate)
        if not i % 100:
            costs += [cost]
        i += 1
    return params, costs
