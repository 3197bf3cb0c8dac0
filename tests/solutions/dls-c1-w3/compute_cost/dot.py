def compute_cost(A2, Y):
    m = Y.shape[1]
    ones = np.dot(Y, np.log(A2).T)
    zeros = np.dot(1 - Y, np.log(1 - A2).T)
    cost = (-1 / m) * (ones + zeros)
    cost = float(np.squeeze(cost))
    assert isinstance(cost, float)
    return cost
