def linear_activation_forward(A_prev, W, b, activation):
    linear = linear_forward(A=A_prev, W=W, b=b)
    Z = linear[0]
    if activation == "relu":
        return np.maximum(Z, 0), (linear[1], Z)
    half = np.tanh(Z / 2)
    A = (1 + half) / 2
    return A, (linear[1], Z)
