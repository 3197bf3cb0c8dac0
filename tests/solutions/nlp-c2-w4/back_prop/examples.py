def back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size):
    grad_W1 = np.zeros(W1.shape)
    grad_W2 = np.zeros(W2.shape)
    grad_b1 = np.zeros(b1.shape)
    grad_b2 = np.zeros(b2.shape)
    for i in range(batch_size):
        xi = x[:, [i]]
        ei = yhat[:, [i]] - y[:, [i]]
        zi = W1 @ xi + b1
        li = (W2.T @ ei) * (zi > 0)
        grad_W1 += li @ xi.T
        grad_W2 += ei @ h[:, [i]].T
        grad_b1 += li
        grad_b2 += ei
    return grad_W1 / batch_size, grad_W2 / batch_size, grad_b1 / batch_size, grad_b2 / batch_size
