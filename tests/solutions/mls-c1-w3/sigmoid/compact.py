def sigmoid(z):
    z = np.array(z)
    return np.exp(z) / (1 + np.exp(z))
