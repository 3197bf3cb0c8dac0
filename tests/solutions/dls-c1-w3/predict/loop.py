def predict(parameters, X):
    A2 = forward_propagation(X, parameters)[0]
    m = X.shape[1]
    predictions = np.zeros((1, m))
    for i in range(m):
        if A2[0, i] > 0.5:
            predictions[0, i] = 1
    return predictions
