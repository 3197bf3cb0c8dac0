def sigmoid_derivative(x):
    s = 1 / (1 + np.exp(-x))
    return s - s ** 2
