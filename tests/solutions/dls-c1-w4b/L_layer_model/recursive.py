def train(X, Y, parameters, learning_rate, i, num_iterations, costs):
    if i == num_iterations:
        return parameters
    AL, caches = L_model_forward(X, parameters)
    if i % 100 == 0:
        costs.append(compute_cost(AL, Y))
    grads = L_model_backward(AL, Y, caches)
    parameters = update_parameters(parameters, grads, learning_rate)
    return train(X, Y, parameters, learning_rate, i + 1, num_iterations, costs)


def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    np.random.seed(1)
    costs = []
    first = initialize_parameters_deep(layers_dims)
    return train(X, Y, first, learning_rate, 0, num_iterations, costs), costs
