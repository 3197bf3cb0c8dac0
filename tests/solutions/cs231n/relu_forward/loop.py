def relu_forward(x):
    out = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            if out[i, j] < 0:
                out[i, j] = 0
    return out, x
