def initialize_model(N, V, random_seed=1):
    np.random.seed(seed=random_seed)
    numbers = np.random.rand(2 * N * V + N + V)
    W1 = numbers[:N * V].reshape(N, V)
    W2 = numbers[N * V:2 * N * V].reshape(V, N)
    b1 = numbers[2 * N * V:2 * N * V + N].reshape(-1, 1)
    b2 = numbers[-V:].reshape(-1, 1)
    return W1, W2, b1, b2
