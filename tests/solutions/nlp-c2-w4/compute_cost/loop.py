def compute_cost(y, yhat, batch_size):
    cost = 0.0
    for i in range(batch_size):
        for j in range(y.shape[0]):
            cost -= y[j, i] * np.log(yhat[j, i]) + (1 - y[j, i]) * np.log(1 - yhat[j, i])
    return cost / batch_size
