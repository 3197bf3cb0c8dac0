def rnn_cell_forward(xt, a_prev, parameters):
    p = parameters
    a_next = np.zeros(a_prev.shape)
    yt_pred = np.zeros((p["Wya"].shape[0], xt.shape[1]))
    for i in range(xt.shape[1]):
        z = p["Waa"].dot(a_prev[:, i]) + p["Wax"].dot(xt[:, i]) + p["ba"][:, 0]
        a_next[:, i] = np.tanh(z)
        e = np.exp(p["Wya"].dot(a_next[:, i]) + p["by"][:, 0])
        yt_pred[:, i] = e / e.sum()
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)
