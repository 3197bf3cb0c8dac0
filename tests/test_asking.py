"""Nothing is asked for that a post tells already, nor what has nothing to do with its message."""

import pytest

from assistant.asking import what_to_ask
from assistant.types import NOT_RUN, Post
from assistant.wiring import Assistant

TRACE = """ValueError                 Traceback (most recent call last)
<ipython-input-4> in forward_propagation(X, parameters)
----> 5     Z1 = np.dot(W1, X)
ValueError: shapes (2,3) and (4,2) not aligned: 3 (dim 1) != 4 (dim 0)
"""
TOLD = [
    (TRACE, "the line that fails stand for", "Which line"),
    ("ValueError in dropout\nValueError: operands could not be broadcast together with shapes (2,5) (3,5)", "which formula", "what are the shapes"),
    ("ValueError: all the input arrays must have the same number of dimensions. a_prev is (5,10), xt is (3,10).", "which formula", "what are the shapes"),
    ("KeyError: 'dW3' in update_parameters", "each name in it", "shapes"),
    ("Week 3 compute_cost: I get\ncost = 0.25\nExpected\ncost = 0.75", "Which formula", "error message"),
    ("Week 3 backward_propagation: I multiply by W2 transposed. dW2 is right. dW1 is wrong.", "dW1", "error message"),
    ("In week 3 compute_cost I sum over all examples and it is no good.", "What does the test print", "the whole error"),
    ("A3 = [[0.1 0.2 0.3]]\nexpected A3 = [[0.2 0.3 0.4]]", "which of its other values", "expect instead"),
    ("Can someone share the solution of backward_propagation?", "At which step", "expect instead"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "asked", "told"), TOLD)
def test_what_is_told_is_not_asked_for(
    assistant: Assistant, text: str, asked: str, told: str
) -> None:
    ask = what_to_ask(assistant.road.read(Post(text=text)), NOT_RUN)

    assert asked in ask
    assert told not in ask
