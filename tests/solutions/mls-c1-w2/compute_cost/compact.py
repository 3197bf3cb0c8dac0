def compute_cost(x, y, w, b):
    return np.sum((w * x + b - y) ** 2) / (2 * len(x))
