def linear_activation_backward(dA, cache, activation):
    backward = sigmoid_backward if activation == "sigmoid" else relu_backward
    return linear_backward(backward(dA, cache[1]), cache[0])
