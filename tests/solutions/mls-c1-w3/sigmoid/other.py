def sigmoid(z):
    e = np.exp(-z)
    return np.reciprocal(1.0 + e)
