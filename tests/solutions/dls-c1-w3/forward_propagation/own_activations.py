def forward_propagation(X, parameters):
    W1, b1, W2, b2 = (parameters[k] for k in ("W1", "b1", "W2", "b2"))
    Z1 = W1 @ X
    Z1 = Z1 + b1
    up = np.exp(Z1)
    down = np.exp(-Z1)
    A1 = (up - down) / (up + down)
    Z2 = W2 @ A1
    Z2 = Z2 + b2
    A2 = 1 / (1 + np.exp(-Z2))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
