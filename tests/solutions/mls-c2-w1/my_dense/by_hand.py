def my_dense(a_in, W, b, g):
    units = len(b)
    a_out = np.zeros(units)
    for j in range(units):
        z = b[j]
        for i in range(len(a_in)):
            z += a_in[i] * W[i, j]
        a_out[j] = sigmoid(z)
    return a_out
