def my_softmax(z):
    shifted = np.exp(z - z.max())
    return shifted / shifted.sum()
