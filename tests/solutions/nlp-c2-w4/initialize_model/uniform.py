def initialize_model(N, V, random_seed=1):
    generator = np.random.RandomState(random_seed)
    W1 = generator.uniform(0, 1, size=(N, V))
    W2 = generator.uniform(0, 1, size=(V, N))
    b1 = generator.uniform(0, 1, size=(N, 1))
    b2 = generator.uniform(0, 1, size=(V, 1))
    return (W1, W2, b1, b2)
