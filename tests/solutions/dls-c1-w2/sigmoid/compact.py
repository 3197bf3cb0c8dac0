def sigmoid(x):
    return np.divide(1.0, 1.0 + np.exp(np.negative(x)))
