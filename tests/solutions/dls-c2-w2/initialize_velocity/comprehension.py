def initialize_velocity(parameters):
    return {"d" + name: np.zeros_like(value) for name, value in parameters.items()}
