def initialize_adam(parameters):
    v = {}
    for key, value in parameters.items():
        v[f"d{key}"] = np.zeros(np.shape(value))
    s = copy.deepcopy(v)
    return v, s
