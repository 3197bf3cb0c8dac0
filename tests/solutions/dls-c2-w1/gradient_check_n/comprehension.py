def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False):
    values, _ = dictionary_to_vector(parameters)
    steps = epsilon * np.eye(values.shape[0])
    costs = [[forward_propagation_n(X, Y, vector_to_dictionary(values + sign * step.reshape(-1, 1)))[0]
              for step in steps] for sign in (1, -1)]
    gradapprox = np.array(costs[0]).reshape(-1, 1) - np.array(costs[1]).reshape(-1, 1)
    gradapprox = gradapprox / (2. * epsilon)
    grad = gradients_to_vector(gradients)
    return np.linalg.norm(gradapprox - grad) / (np.linalg.norm(gradapprox) + np.linalg.norm(grad))
