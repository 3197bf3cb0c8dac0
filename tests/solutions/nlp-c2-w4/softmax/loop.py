def softmax(z):
    z = np.asarray(z, dtype=float)
    yhat = np.zeros(z.shape)
    for j in range(z.shape[1]):
        total = 0
        for i in range(z.shape[0]):
            total += np.exp(z[i, j])
        for i in range(z.shape[0]):
            yhat[i, j] = np.exp(z[i, j]) / total
    return yhat
