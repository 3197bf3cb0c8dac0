def compute_cost_with_regularization(A3, Y, parameters, lambd):
    squares = sum(np.sum(parameters[f"W{l}"] ** 2) for l in (1, 2, 3))
    return compute_cost(A3, Y) + lambd * squares / (2 * Y.shape[1])
