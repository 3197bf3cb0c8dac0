def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(len(X_train))
    p, _, costs = optimize(w, b, X_train, Y_train, num_iterations=num_iterations, learning_rate=learning_rate)
    return {**p, "costs": costs, "Y_prediction_test": predict(p["w"], p["b"], X_test),
            "Y_prediction_train": predict(**p, X=X_train),
            "learning_rate": learning_rate, "num_iterations": num_iterations}
