def L1(yhat, y):
    loss = np.sum(np.abs(y - yhat))
    return loss
