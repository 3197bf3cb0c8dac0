def compute_entropy(y):
    if len(y) == 0:
        return 0
    ones = 0
    for label in y:
        ones += label
    p = ones / len(y)
    if p in (0, 1):
        return 0
    return -(p * np.log(p) + (1 - p) * np.log(1 - p)) / np.log(2)
