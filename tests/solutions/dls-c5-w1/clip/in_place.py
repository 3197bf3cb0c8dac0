def clip(gradients, maxValue):
    for name in gradients:
        gradients[name][gradients[name] > maxValue] = maxValue
        gradients[name][gradients[name] < -maxValue] = -maxValue
    return gradients
