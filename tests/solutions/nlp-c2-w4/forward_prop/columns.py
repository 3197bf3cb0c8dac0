def forward_prop(x, W1, W2, b1, b2):
    h = np.zeros((W1.shape[0], x.shape[1]))
    z = np.zeros((W2.shape[0], x.shape[1]))
    for i in range(x.shape[1]):
        column = x[:, i].reshape(-1, 1)
        hidden = W1 @ column + b1
        hidden[hidden < 0] = 0
        h[:, i] = hidden.ravel()
        z[:, i] = (W2 @ hidden + b2).ravel()
    return z, h
