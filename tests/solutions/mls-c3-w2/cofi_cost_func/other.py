def cofi_cost_func(X, W, b, Y, R, lambda_):
    cost = 0.0
    for i, j in np.argwhere(R == 1):
        error = W[j] @ X[i] + b[0, j] - Y[i, j]
        cost += 0.5 * error**2
    for weights in (W, X):
        cost += lambda_ * np.linalg.norm(weights) ** 2 / 2
    return cost
