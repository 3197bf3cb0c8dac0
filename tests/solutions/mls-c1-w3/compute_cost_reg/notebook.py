def compute_cost_reg(X, y, w, b, lambda_=1):
    m, n = X.shape
    cost_without_reg = compute_cost(X, y, w, b)
    reg_cost = 0.
    for j in range(n):
        reg_cost += w[j] ** 2
    total_cost = cost_without_reg + (lambda_ / (2 * m)) * reg_cost
    return total_cost
