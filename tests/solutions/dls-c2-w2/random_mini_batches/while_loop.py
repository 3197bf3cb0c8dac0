def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    permutation = np.random.permutation(X.shape[1])
    X, Y = X[:, permutation], Y[:, permutation]
    batches, start = [], 0
    while start < X.shape[1]:
        end = min(start + mini_batch_size, X.shape[1])
        batches.append((X[:, start:end], Y[:, start:end]))
        start = end
    return batches
