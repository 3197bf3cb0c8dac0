def lstm_forward(x, a0, parameters):
    p = parameters
    n_a, m = a0.shape
    T_x = x.shape[2]
    a, c = np.zeros((n_a, m, T_x)), np.zeros((n_a, m, T_x))
    y = np.zeros((p["Wy"].shape[0], m, T_x))
    caches, a_prev, c_prev = [], a0, np.zeros((n_a, m))
    for t in range(T_x):
        concat = np.vstack((a_prev, x[:, :, t]))
        ft, it, ot = (sigmoid(p["W" + g] @ concat + p["b" + g]) for g in "fio")
        cct = np.tanh(p["Wc"] @ concat + p["bc"])
        c_t = ft * c_prev + it * cct
        a_t = ot * np.tanh(c_t)
        a[:, :, t], c[:, :, t] = a_t, c_t
        y[:, :, t] = softmax(p["Wy"] @ a_t + p["by"])
        caches.append((a_t, c_t, a_prev, c_prev, ft, it, cct, ot, x[:, :, t], p))
        a_prev, c_prev = a_t, c_t
    return a, y, c, (caches, x)
