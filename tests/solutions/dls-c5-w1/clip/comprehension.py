def clip(gradients, maxValue):
    return {name: np.minimum(np.maximum(value, -maxValue), maxValue) for name, value in gradients.items()}
