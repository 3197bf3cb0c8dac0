def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    n_a = a_prev.shape[0]
    def z(gate):
        W, b = parameters["W" + gate], parameters["b" + gate]
        return W[:, :n_a] @ a_prev + W[:, n_a:] @ xt + b
    ft, it, ot, cct = sigmoid(z("f")), sigmoid(z("i")), sigmoid(z("o")), np.tanh(z("c"))
    c_next = it * cct + ft * c_prev
    a_next = np.tanh(c_next) * ot
    e = np.exp(parameters["Wy"] @ a_next + parameters["by"])
    yt_pred = e / e.sum(axis=0, keepdims=True)
    return a_next, c_next, yt_pred, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters)
