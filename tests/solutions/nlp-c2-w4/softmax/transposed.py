def softmax(z):
    rows = np.exp(z.T)
    sums = np.einsum("ij->i", rows)
    return (rows / sums[:, np.newaxis]).T
