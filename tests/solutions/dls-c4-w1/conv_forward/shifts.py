def conv_forward(A_prev, W, b, hparameters):
    stride = hparameters['stride']
    pad = hparameters['pad']
    f = W.shape[0]
    A_pad = zero_pad(A_prev, pad)
    n_H = (A_pad.shape[1] - f) // stride + 1
    n_W = (A_pad.shape[2] - f) // stride + 1
    total = 0
    for i in range(f):
        for j in range(f):
            part = A_pad[:, i:i + stride * n_H:stride, j:j + stride * n_W:stride, :]
            total = total + part @ W[i, j]
    return total + b, (A_prev, W, b, hparameters)
