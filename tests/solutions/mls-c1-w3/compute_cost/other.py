def compute_cost(X, y, w, b, *argv):
    cost = 0.0
    for i in range(X.shape[0]):
        f_i = sigmoid(np.dot(X[i], w) + b)
        cost += -y[i] * np.log(f_i) - (1 - y[i]) * np.log(1 - f_i)
    cost = cost / X.shape[0]
    return cost
