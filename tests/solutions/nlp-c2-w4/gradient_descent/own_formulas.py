def gradient_descent(data, word2Ind, N, V, num_iters, alpha=0.03, random_seed=282):
    np.random.seed(random_seed)
    W1 = np.random.rand(N, V)
    W2 = np.random.rand(V, N)
    b1 = np.random.rand(N, 1)
    b2 = np.random.rand(V, 1)
    iters = 0
    for x, y in get_batches(data, word2Ind, V, 2, 128):
        z1 = W1 @ x + b1
        h = np.maximum(z1, 0)
        z = W2 @ h + b2
        yhat = np.exp(z) / np.exp(z).sum(axis=0)
        error = yhat - y
        l1 = W2.T @ error * (z1 > 0)
        rate = alpha * 0.66 ** (iters // 100)
        W1 = W1 - rate * (l1 @ x.T) / 128
        W2 = W2 - rate * (error @ h.T) / 128
        b1 = b1 - rate * l1.mean(axis=1, keepdims=True)
        b2 = b2 - rate * error.mean(axis=1, keepdims=True)
        iters += 1
        if iters >= num_iters:
            return W1, W2, b1, b2
