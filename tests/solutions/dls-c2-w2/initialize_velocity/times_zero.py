def initialize_velocity(parameters):
    v = dict()
    for key in parameters:
        v["d" + key] = parameters[key] * 0
    return v
