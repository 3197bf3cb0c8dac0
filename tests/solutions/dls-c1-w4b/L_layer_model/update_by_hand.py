def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    np.random.seed(1)
    params = initialize_parameters_deep(layer_dims=layers_dims)
    all_costs = np.zeros(num_iterations)
    for step in range(num_iterations):
        AL, caches = L_model_forward(X, params)
        all_costs[step] = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        params = {key: value - learning_rate * grads["d" + key] for key, value in params.items()}
    costs = [float(cost) for cost in all_costs[::100]]
    return params, costs
