def compute_cost_reg(X, y, w, b, lambda_=1):
    return compute_cost(X, y, w, b) + lambda_ * np.dot(w, w) / (2 * len(y))
