def compute_cost(AL, Y):
    losses = []
    for a, y in zip(AL.ravel(), Y.ravel()):
        if y == 1:
            losses.append(-np.log(a))
        else:
            losses.append(-np.log(1 - a))
    return np.mean(losses)
