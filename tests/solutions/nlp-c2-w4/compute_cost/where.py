def compute_cost(y, yhat, batch_size):
    losses = np.where(y == 1, -np.log(yhat), -np.log(1 - yhat))
    return losses.sum() / batch_size
