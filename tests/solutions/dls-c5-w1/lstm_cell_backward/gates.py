def lstm_cell_backward(da_next, dc_next, cache):
    a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p = cache
    n_a = len(a_prev)
    t = a_next / ot
    dc = dc_next + ot * (1 - t * t) * da_next
    d = {"f": dc * c_prev * (ft - ft ** 2), "i": dc * cct * (it - it ** 2),
         "c": dc * it * (1 - cct ** 2), "o": da_next * t * (ot - ot ** 2)}
    concat = np.concatenate([a_prev, xt])
    gradients = {"dc_prev": dc * ft}
    back = np.zeros(concat.shape)
    for gate, value in d.items():
        gradients["dW" + gate] = value @ concat.T
        gradients["db" + gate] = value.sum(axis=1, keepdims=True)
        back += p["W" + gate].T @ value
    gradients["da_prev"], gradients["dxt"] = back[:n_a], back[n_a:]
    return gradients
