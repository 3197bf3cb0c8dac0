def compute_gradient_reg(X, y, w, b, lambda_=1):
    m = len(y)
    e = 1 / (1 + np.exp(-(X @ w + b))) - y
    dj_dw = (np.matmul(e, X) + lambda_ * w) / m
    dj_db = np.sum(e) / m
    return dj_db, dj_dw
