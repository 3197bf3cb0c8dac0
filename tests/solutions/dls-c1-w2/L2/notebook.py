def L2(yhat, y):
    loss = np.dot(y - yhat, y - yhat)
    return loss
