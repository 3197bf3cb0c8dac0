def compute_cost(A2, Y):
    m = Y.shape[1]
    log_a = np.log(A2)
    log_not_a = np.log(1 - A2)
    first = np.sum(Y * log_a)
    second = np.sum((1 - Y) * log_not_a)
    total = first + second
    cost = total * (-1. / m)
    return cost.item()
