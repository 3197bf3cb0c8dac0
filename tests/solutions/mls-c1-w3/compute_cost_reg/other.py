def compute_cost_reg(X, y, w, b, lambda_=1):
    m = X.shape[0]
    f = sigmoid(X @ w + b)
    loss = np.sum(-y * np.log(f) - (1 - y) * np.log(1 - f))
    return (loss + lambda_ / 2 * np.sum(w ** 2)) / m
