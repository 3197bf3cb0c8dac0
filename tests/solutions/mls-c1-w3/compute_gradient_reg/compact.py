def compute_gradient_reg(X, y, w, b, lambda_=1):
    dj_db, dj_dw = compute_gradient(X, y, w, b)
    return dj_db, dj_dw + lambda_ / len(y) * w
