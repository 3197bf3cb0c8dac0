def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    cost = -np.sum(Y * np.log(A3) + (1 - Y) * np.log(1 - A3))
    for name in parameters:
        if name.startswith("W"):
            cost += lambd / 2 * np.linalg.norm(parameters[name]) ** 2
    return cost / m
