def one_turn(X, Y, parameters):
    A2, cache = forward_propagation(X, parameters)
    cost = compute_cost(A2, Y)
    grads = backward_propagation(parameters, cache, X, Y)
    return cost, update_parameters(parameters, grads, learning_rate=1.2)


def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    np.random.seed(3)
    (n_x, _, n_y) = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x=n_x, n_h=n_h, n_y=n_y)
    costs = []
    i = 0
    while i < num_iterations:
        cost, parameters = one_turn(X, Y, parameters)
        costs.append(cost)
        i += 1
    if print_cost:
        print(costs[::1000])
    return parameters
