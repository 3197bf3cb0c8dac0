def back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size):
    m = x.shape[1]
    dz2 = yhat - y
    dh = (dz2.T @ W2).T
    dz1 = dh.copy()
    dz1[h <= 0] = 0
    grad_W1 = (x @ dz1.T).T
    grad_W2 = (h @ dz2.T).T
    grad_W1 /= m
    grad_W2 /= m
    grad_b1 = np.mean(dz1, axis=1, keepdims=True)
    grad_b2 = np.mean(dz2, axis=1, keepdims=True)
    return grad_W1, grad_W2, grad_b1, grad_b2
