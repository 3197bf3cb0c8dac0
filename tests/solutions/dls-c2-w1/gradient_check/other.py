def gradient_check(x, theta, epsilon=1e-7, print_msg=False):
    J = forward_propagation
    gradapprox = (J(x, theta + epsilon) - J(x, theta - epsilon)) / (2 * epsilon)
    grad = backward_propagation(x, theta)
    return abs(gradapprox - grad) / (abs(grad) + abs(gradapprox))
