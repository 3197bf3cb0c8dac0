def gradientDescent(x, y, theta, alpha, num_iters):
    m, n = x.shape
    weights = theta.copy()
    turn = 0
    while turn < num_iters:
        h = sigmoid(np.matmul(x, weights))
        losses = np.where(y == 1, -np.log(h), -np.log(1 - h))
        J = float(np.sum(losses) / m)
        gradient = np.zeros((n, 1))
        for j in range(n):
            gradient[j, 0] = np.sum((h - y)[:, 0] * x[:, j]) / m
        weights -= alpha * gradient
        turn += 1
    return J, weights
