def sigmoid(z):
    numerator = np.exp(z)
    return numerator / (numerator + 1)
