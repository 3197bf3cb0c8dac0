def distribute_value(dz, shape):
    a = np.zeros(shape)
    for i in range(shape[0]):
        for j in range(shape[1]):
            a[i, j] = dz / shape[0] / shape[1]
    return a
