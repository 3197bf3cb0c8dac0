def compute_cost(x, y, w, b):
    errors = y - (np.multiply(w, x) + b)
    return 0.5 * np.mean(np.square(errors))
