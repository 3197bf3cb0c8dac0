def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, parameters = cache
    Wax, Waa = parameters["Wax"], parameters["Waa"]
    dxt, da_prev = np.zeros(xt.shape), np.zeros(a_prev.shape)
    dWax, dWaa, dba = np.zeros(Wax.shape), np.zeros(Waa.shape), np.zeros((Waa.shape[0], 1))
    for i in range(xt.shape[1]):
        d = da_next[:, i] * (1 - np.square(a_next[:, i]))
        dxt[:, i] = d @ Wax
        da_prev[:, i] = d @ Waa
        dWax += np.outer(d, xt[:, i])
        dWaa += np.outer(d, a_prev[:, i])
        dba[:, 0] += d
    return {"dxt": dxt, "da_prev": da_prev, "dWax": dWax, "dWaa": dWaa, "dba": dba}
