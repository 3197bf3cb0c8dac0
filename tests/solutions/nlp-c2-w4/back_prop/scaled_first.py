def back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size):
    diff = (yhat - y) * (1 / batch_size)
    l1 = W2.T @ diff
    l1 *= (W1 @ x + b1) >= 0
    ones = np.ones((batch_size, 1))
    grad_W1 = l1 @ x.T
    grad_W2 = diff @ h.T
    grad_b1 = l1 @ ones
    grad_b2 = diff @ ones
    return (grad_W1, grad_W2, grad_b1, grad_b2)
