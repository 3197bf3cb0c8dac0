def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False):
    theta = dictionary_to_vector(parameters)[0]
    grad = gradients_to_vector(gradients)

    def J(moved):
        return forward_propagation_n(X, Y, vector_to_dictionary(moved))[0]

    approx = np.zeros_like(theta)
    for i in range(len(theta)):
        e = np.zeros_like(theta)
        e[i] = epsilon
        approx[i] = (J(theta + e) - J(theta - e)) / (2 * epsilon)
    return np.linalg.norm(grad - approx) / (np.linalg.norm(grad) + np.linalg.norm(approx))
