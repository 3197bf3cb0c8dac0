def rnn_backward(da, caches):
    turns, x = caches
    parameters = turns[0][3]
    Wax, Waa = parameters["Wax"], parameters["Waa"]
    dx, dWax, dWaa = np.zeros(x.shape), np.zeros(Wax.shape), np.zeros(Waa.shape)
    dba = np.zeros((Waa.shape[0], 1))
    carry = np.zeros(turns[0][1].shape)
    for t in reversed(range(len(turns))):
        a_next, a_prev, xt, _ = turns[t]
        dz = (da[:, :, t] + carry) * (1 - a_next * a_next)
        dx[:, :, t] = Wax.T @ dz
        dWax += dz @ xt.T
        dWaa += dz @ a_prev.T
        dba += np.sum(dz, axis=1, keepdims=True)
        carry = Waa.T @ dz
    return {"dx": dx, "da0": carry, "dWax": dWax, "dWaa": dWaa, "dba": dba}
