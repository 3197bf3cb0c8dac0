def L1(yhat, y):
    return sum(abs(yhat - y))
