def my_sequential_v(X, W1, b1, W2, b2, W3, b3):
    A = X
    for W, b in ((W1, b1), (W2, b2), (W3, b3)):
        Z = A @ W + b
        A = sigmoid(Z)
    return A
