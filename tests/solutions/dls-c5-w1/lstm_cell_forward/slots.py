def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    p = parameters
    n_a, n_x = a_prev.shape[0], xt.shape[0]
    concat = np.zeros((n_a + n_x, xt.shape[1]))
    concat[:n_a, :] = a_prev
    concat[n_a:, :] = xt
    gates = {}
    for g in "fio":
        gates[g] = 1 / (1 + np.exp(-(p["W" + g] @ concat + p["b" + g])))
    cct = np.tanh(p["Wc"] @ concat + p["bc"])
    c_next = np.multiply(gates["f"], c_prev) + np.multiply(gates["i"], cct)
    a_next = np.multiply(gates["o"], np.tanh(c_next))
    yt_pred = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt_pred, (a_next, c_next, a_prev, c_prev, gates["f"], gates["i"], cct, gates["o"], xt, p)
