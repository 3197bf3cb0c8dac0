def batchnorm_backward(dout, cache):
    x_hat, gamma, std = cache
    N = x_hat.shape[0]
    x_centred = x_hat * std
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * x_hat, axis=0)
    dx_hat = gamma * dout
    dvar = np.sum(dx_hat * x_centred, axis=0) * -0.5 * std ** -3
    dmean = -np.sum(dx_hat, axis=0) / std + dvar * np.mean(-2 * x_centred, axis=0)
    dx = dx_hat / std + dvar * 2 * x_centred / N + dmean / N
    return dx, dgamma, dbeta
