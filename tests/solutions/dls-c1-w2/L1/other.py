def L1(yhat, y):
    loss = 0.0
    for a, b in zip(yhat, y):
        loss += abs(a - b)
    return loss
