def L_model_backward(AL, Y, caches):
    L = len(caches)
    Y = Y.reshape(AL.shape)
    dAL = (AL - Y) / (AL * (1 - AL))
    grads = {}

    linear_cache, Z = caches[-1]
    dZ = sigmoid_backward(dAL, Z)
    grads["dA%d" % (L - 1)], grads["dW%d" % L], grads["db%d" % L] = linear_backward(dZ, linear_cache)

    l = L - 1
    while l > 0:
        linear_cache, Z = caches[l - 1]
        dZ = relu_backward(grads["dA%d" % l], Z)
        dA_prev, dW, db = linear_backward(dZ, linear_cache)
        grads.update({"dA%d" % (l - 1): dA_prev, "dW%d" % l: dW, "db%d" % l: db})
        l -= 1
    return grads
