def compute_gradient(X, y, w, b, *argv):
    e = sigmoid(X @ w + b) - y
    return e.mean(), X.T @ e / len(y)
