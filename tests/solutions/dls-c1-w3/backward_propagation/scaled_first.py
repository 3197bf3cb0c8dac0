def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = (cache["A2"] - Y) / m
    dW2 = np.einsum("om,hm->oh", dZ2, cache["A1"])
    db2 = np.einsum("om->o", dZ2).reshape(-1, 1)
    dZ1 = np.einsum("oh,om->hm", parameters["W2"], dZ2) * (1 - cache["A1"] ** 2)
    dW1 = np.einsum("hm,xm->hx", dZ1, X)
    db1 = np.einsum("hm->h", dZ1).reshape(-1, 1)
    return dict(dW1=dW1, db1=db1, dW2=dW2, db2=db2)
