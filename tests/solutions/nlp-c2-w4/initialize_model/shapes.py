def initialize_model(N, V, random_seed=1):
    np.random.seed(random_seed)
    shapes = [(N, V), (V, N), (N, 1), (V, 1)]
    return tuple(np.random.random_sample(shape) for shape in shapes)
