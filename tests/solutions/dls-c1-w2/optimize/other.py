def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    params, costs, i = {"w": w.copy(), "b": b}, [], 0
    while i < num_iterations:
        A = sigmoid(params["w"].T @ X + params["b"])
        m = X.shape[1]
        if i % 100 == 0:
            costs.append(-(Y * np.log(A) + (1 - Y) * np.log(1 - A)).sum() / m)
        grads = {"dw": X @ (A - Y).T / m, "db": (A - Y).sum() / m}
        for key in params:
            params[key] = params[key] - learning_rate * grads["d" + key]
        i += 1
    return params, grads, costs
