"""Code and posts that several tests tell stories with."""

RIGHT = """def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W2 = parameters["W2"]
    A1 = cache["A1"]
    A2 = cache["A2"]
    dZ2 = A2 - Y
    dW2 = (1 / m) * np.dot(dZ2, A1.T)
    db2 = (1 / m) * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(W2.T, dZ2) * (1 - np.power(A1, 2))
    dW1 = (1 / m) * np.dot(dZ1, X.T)
    db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
"""
FORMULA = "np.dot(W2.T, dZ2) * (1 - np.power(A1, 2))"
WRONG = RIGHT.replace(FORMULA, "np.dot(np.dot(W2.T, dZ2), (1 - np.dot(A1.T, A1)))")
NO_MEAN = RIGHT.replace("(1 / m) * np.dot(dZ1", "np.dot(dZ1")
CRASHING = RIGHT.replace(FORMULA, "np.dot(np.dot(W2.T, dZ2), (1 - np.power(A1, 2)))")
TITLE = "W3 Ex-6 AssertionError Wrong values for dW1"
POST = (
    "dW2 and db2 are correct, dW1 is not. I computed dZ1 with np.dot of np.dot(W2.T, dZ2) and "
    "(1 - np.dot(A1.T, A1)), because with (1 - np.power(A1, 2)) I am told of shapes "
    "“(4,3) (4,3) not aligned”."
)
EXERCISE = "dls-c1-w3/backward_propagation"
