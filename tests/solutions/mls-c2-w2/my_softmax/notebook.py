def my_softmax(z):
    ez = np.exp(z)
    a = ez / np.sum(ez)
    return a
