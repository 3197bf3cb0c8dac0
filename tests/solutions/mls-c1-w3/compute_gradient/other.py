def compute_gradient(X, y, w, b, *argv):
    m, n = X.shape
    dj_dw = np.zeros((n,))
    dj_db = 0.0
    for i in range(m):
        err = sigmoid(np.dot(X[i], w) + b) - y[i]
        dj_dw += err * X[i] / m
        dj_db += err / m
    return dj_db, dj_dw
