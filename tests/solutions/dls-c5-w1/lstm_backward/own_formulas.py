def lstm_backward(da, caches):
    turns, x = caches
    p = turns[0][9]
    n_a, m, T_x = da.shape
    total = {"d" + name: np.zeros(p[name].shape) for name in p if name not in ("Wy", "by")}
    dx, da_next, dc_next = np.zeros((x.shape[0], m, T_x)), 0, 0
    for t in reversed(range(T_x)):
        a, c, a_prev, c_prev, ft, it, cct, ot, xt, _ = turns[t]
        da_next = da[:, :, t] + da_next
        dc = dc_next + da_next * ot * (1 - np.tanh(c) ** 2)
        d = {"f": dc * c_prev * ft * (1 - ft), "i": dc * cct * it * (1 - it),
             "c": dc * it * (1 - cct ** 2), "o": da_next * np.tanh(c) * ot * (1 - ot)}
        concat = np.vstack([a_prev, xt])
        back = sum(p["W" + g].T @ d[g] for g in d)
        for g in d:
            total["dW" + g] += d[g] @ concat.T
            total["db" + g] += d[g].sum(axis=1, keepdims=True)
        da_next, dx[:, :, t], dc_next = back[:n_a], back[n_a:], dc * ft
    return {"dx": dx, "da0": da_next, **total}
