def lstm_backward(da, caches):
    turns, x = caches
    T_x = da.shape[2]
    names = [kind + gate for gate in "fico" for kind in ("dW", "db")]
    found, da_prev, dc_prev = [None] * T_x, np.zeros(da.shape[:2]), np.zeros(da.shape[:2])
    for t in range(T_x)[::-1]:
        found[t] = lstm_cell_backward(da[:, :, t] + da_prev, dc_prev, turns[t])
        da_prev, dc_prev = found[t]["da_prev"], found[t]["dc_prev"]
    gradients = {name: sum(one[name] for one in found) for name in names}
    gradients["dx"] = np.stack([one["dxt"] for one in found], axis=2)
    gradients["da0"] = da_prev
    return gradients
