def rnn_forward(x, a0, parameters):
    Wax, Waa, Wya = parameters["Wax"], parameters["Waa"], parameters["Wya"]
    ba, by = parameters["ba"], parameters["by"]
    m, T_x = x.shape[1:]
    a = np.zeros((Waa.shape[0], m, T_x))
    y_pred = np.zeros((Wya.shape[0], m, T_x))
    caches, before = [], a0
    for t in range(T_x):
        a[:, :, t] = np.tanh(Waa @ before + Wax @ x[:, :, t] + ba)
        y_pred[:, :, t] = softmax(Wya @ a[:, :, t] + by)
        caches.append((a[:, :, t].copy(), before, x[:, :, t], parameters))
        before = a[:, :, t]
    return a, y_pred, (caches, x)
