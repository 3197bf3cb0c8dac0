def gradientDescent(x, y, theta, alpha, num_iters):
    for _ in range(num_iters):
        h = 1 / (1 + np.exp(-x @ theta))
        J = -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h))
        theta = theta - alpha * x.T @ (h - y) / len(y)
    return float(J), theta
