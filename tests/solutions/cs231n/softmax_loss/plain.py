def softmax_loss(x, y):
    exps = np.exp(x)
    probs = exps / exps.sum(axis=1)[:, np.newaxis]
    N = len(y)
    picked = np.array([probs[i, y[i]] for i in range(N)])
    loss = np.mean(-np.log(picked))
    target = np.zeros_like(probs)
    target[range(N), y] = 1
    return loss, (probs - target) / N
