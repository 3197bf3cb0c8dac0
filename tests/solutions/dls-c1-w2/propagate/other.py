def propagate(w, b, X, Y):
    m = Y.shape[1]
    J, dw, db = 0.0, np.zeros(w.shape), 0.0
    for i in range(m):
        x = X[:, i:i + 1]
        z = (w.T @ x).item() + b
        a = 1 / (1 + np.exp(-z))
        y = Y[0, i]
        J += -(y * np.log(a) + (1 - y) * np.log(1 - a))
        dz = a - y
        dw += x * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, J / m
