def rnn_backward(da, caches):
    turns, x = caches
    dx = np.zeros(x.shape)
    found, behind = [], 0
    for t in range(x.shape[2] - 1, -1, -1):
        one = rnn_cell_backward(da[:, :, t] + behind, turns[t])
        dx[:, :, t] = one["dxt"]
        behind = one["da_prev"]
        found.append(one)
    sums = {name: sum(one[name] for one in found) for name in ("dWax", "dWaa", "dba")}
    return {"dx": dx, "da0": behind, **sums}
