def predict(parameters, X):
    hidden = np.tanh(np.dot(parameters["W1"], X) + parameters["b1"])
    score = np.dot(parameters["W2"], hidden) + parameters["b2"]
    return score > 0
