def compute_gradient(x, y, w, b):
    err = w * x + b - y
    return np.dot(err, x) / x.size, np.sum(err) / x.size
