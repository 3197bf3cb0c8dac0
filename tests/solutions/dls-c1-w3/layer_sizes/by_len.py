HIDDEN = 4


def layer_sizes(X, Y):
    sizes = [len(X), HIDDEN, len(Y)]
    return tuple(sizes)
