def softmax_loss(x, y):
    N, C = x.shape
    loss = 0.0
    dx = np.zeros_like(x)
    for i in range(N):
        scores = x[i] - np.max(x[i])
        exp_scores = np.exp(scores)
        p = exp_scores / np.sum(exp_scores)
        loss += -np.log(p[y[i]])
        for j in range(C):
            if j == y[i]:
                dx[i, j] = p[j] - 1
            else:
                dx[i, j] = p[j]
    loss /= N
    dx /= N
    return loss, dx
