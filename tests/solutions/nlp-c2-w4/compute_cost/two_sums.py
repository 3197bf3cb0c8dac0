def compute_cost(y, yhat, batch_size):
    ones = np.sum(y * np.log(yhat))
    zeros = np.sum((1 - y) * np.log(1 - yhat))
    total = ones + zeros
    cost = -total / batch_size
    return cost
