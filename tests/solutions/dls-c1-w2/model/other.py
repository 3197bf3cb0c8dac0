def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b, costs = np.zeros((X_train.shape[0], 1)), 0.0, []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X_train, Y_train)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    d = dict(costs=costs, w=w, b=b, learning_rate=learning_rate, num_iterations=num_iterations)
    d["Y_prediction_test"] = predict(w, b, X_test)
    d["Y_prediction_train"] = predict(w, b, X_train)
    return d
