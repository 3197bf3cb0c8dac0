def softmax(z):
    e_z = np.exp(z)
    yhat = e_z / np.sum(e_z, axis=0)
    return yhat
