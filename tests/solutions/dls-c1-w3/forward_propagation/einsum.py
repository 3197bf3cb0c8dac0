def affine(W, A, b):
    return np.einsum("ij,jk->ik", W, A) + b


def forward_propagation(X, parameters):
    cache = {}
    cache["Z1"] = affine(parameters["W1"], X, parameters["b1"])
    cache["A1"] = np.tanh(cache["Z1"])
    cache["Z2"] = affine(parameters["W2"], cache["A1"], parameters["b2"])
    cache["A2"] = sigmoid(cache["Z2"])
    return cache["A2"], cache
