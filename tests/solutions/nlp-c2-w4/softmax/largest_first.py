def softmax(z):
    shifted = z - np.max(z, axis=0, keepdims=True)
    yhat = np.exp(shifted)
    yhat /= yhat.sum(axis=0, keepdims=True)
    return yhat
