"""Examples to try: what mentors see every week, in our own words."""

from collections.abc import Mapping
from dataclasses import dataclass

FACTOR_LOST = """def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W2 = parameters["W2"]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(W2.T, dZ2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
"""
CRASH = """def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, np.squeeze(cost)
"""


@dataclass(frozen=True)
class Example:
    """A filled form under a name."""

    name: str
    title: str
    fields: Mapping[str, str]


EXAMPLES = (
    Example(
        "wrong-values",
        "Wrong values for dW1",
        {
            "title": "W3 exercise 6: wrong values for dW1",
            "post": "dW2 and db2 are right, dW1 and db1 are not. The shapes fit.",
            "code": FACTOR_LOST,
        },
    ),
    Example(
        "shapes",
        "Shapes not aligned",
        {
            "title": "propagate stops",
            "post": "ValueError: shapes (2,1) and (2,3) not aligned: 1 (dim 1) != 2 (dim 0)",
            "code": CRASH,
        },
    ),
    Example(
        "text",
        "A question, no code",
        {
            "title": "Where does dA_prev come from?",
            "post": "In linear_backward the last formula gives dA_prev. "
            "Why is it W transposed times dZ, and what is it used for?",
        },
    ),
)
