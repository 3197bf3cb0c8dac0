def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    m = X.shape[1]
    order = np.random.permutation(m)
    return [(X[:, order[start:start + mini_batch_size]], Y[:, order[start:start + mini_batch_size]])
            for start in range(0, m, mini_batch_size)]
