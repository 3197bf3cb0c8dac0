def linear_forward(A, W, b):
    Z = W @ A
    Z += b
    assert Z.shape == (W.shape[0], A.shape[1])
    return Z, (A, W, b)
