def L2(yhat, y):
    loss = 0.0
    for i in range(len(y)):
        d = y[i] - yhat[i]
        loss += d * d
    return loss
