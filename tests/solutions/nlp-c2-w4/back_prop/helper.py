def mean_product(a, b, m):
    return np.matmul(a, b.T) / m


def mean_rows(a, m):
    return (a.sum(axis=1) / m).reshape(a.shape[0], 1)


def back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size):
    m = batch_size
    delta2 = yhat - y
    delta1 = np.matmul(W2.T, delta2)
    delta1[np.matmul(W1, x) + b1 < 0] = 0
    return mean_product(delta1, x, m), mean_product(delta2, h, m), mean_rows(delta1, m), mean_rows(delta2, m)
