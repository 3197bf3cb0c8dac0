def initialize_adam(parameters):
    zeros = lambda: {"d" + name: np.zeros_like(value) for name, value in parameters.items()}
    return zeros(), zeros()
