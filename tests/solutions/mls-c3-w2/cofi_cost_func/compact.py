def cofi_cost_func(X, W, b, Y, R, lambda_):
    j = (X @ W.T + b - Y) * R
    return 0.5 * np.sum(j**2) + (lambda_ / 2) * (np.sum(X**2) + np.sum(W**2))
