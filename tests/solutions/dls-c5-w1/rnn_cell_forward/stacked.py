def rnn_cell_forward(xt, a_prev, parameters):
    W = np.hstack([parameters["Waa"], parameters["Wax"]])
    a_next = np.tanh(W @ np.vstack([a_prev, xt]) + parameters["ba"])
    scores = parameters["Wya"] @ a_next + parameters["by"]
    scores = scores - scores.max(axis=0)
    yt_pred = np.exp(scores) / np.exp(scores).sum(axis=0)
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)
