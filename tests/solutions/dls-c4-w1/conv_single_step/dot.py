def conv_single_step(a_slice_prev, W, b):
    product = np.dot(a_slice_prev.ravel(), W.ravel())
    return product + b[0, 0, 0]
