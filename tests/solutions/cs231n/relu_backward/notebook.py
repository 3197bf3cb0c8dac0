def relu_backward(dout, cache):
    dx, x = None, cache
    dx = dout * (x > 0)
    return dx
