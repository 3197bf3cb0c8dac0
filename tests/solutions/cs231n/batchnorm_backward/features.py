def batchnorm_backward(dout, cache):
    x_hat, gamma, std = cache
    dx, dgamma, dbeta = np.zeros_like(dout), np.zeros_like(gamma), np.zeros_like(gamma)
    for j in range(len(gamma)):
        d, h = dout[:, j], x_hat[:, j]
        dbeta[j] = np.sum(d)
        dgamma[j] = np.dot(d, h)
        g = gamma[j] * d
        dx[:, j] = (g - g.mean() - h * np.mean(g * h)) / std[j]
    return dx, dgamma, dbeta
