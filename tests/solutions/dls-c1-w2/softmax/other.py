def softmax(x):
    rows = [np.exp(row) / np.exp(row).sum() for row in x]
    return np.array(rows)
