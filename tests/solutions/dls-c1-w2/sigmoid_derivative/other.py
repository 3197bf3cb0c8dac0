def sigmoid_derivative(x):
    e = np.exp(-x)
    return e / (1 + e) ** 2
