def conv_single_step(a_slice_prev, W, b):
    Z = b.item()
    height, width, channels = W.shape
    for i in range(height):
        for j in range(width):
            for k in range(channels):
                Z += a_slice_prev[i, j, k] * W[i, j, k]
    return Z
