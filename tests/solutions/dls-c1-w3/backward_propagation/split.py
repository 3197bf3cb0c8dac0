def backward_propagation(parameters, cache, X, Y):
    m = Y.shape[1]
    A1, A2 = cache['A1'], cache['A2']
    grads = {}

    error = A2 - Y
    grads['dW2'] = error @ A1.T
    grads['dW2'] /= m
    grads['db2'] = error.sum(axis=1, keepdims=True)
    grads['db2'] /= m

    back = parameters['W2'].T @ error
    slope = 1 - A1 * A1
    hidden = back * slope
    grads['dW1'] = hidden @ X.T
    grads['dW1'] /= m
    grads['db1'] = hidden.sum(axis=1, keepdims=True)
    grads['db1'] /= m
    return grads
