"""Single lines that hold a mistake, each beside the line of the course, which is told nothing."""

import pytest

from assistant.finding.fragments import fragments
from assistant.types import NOT_RUN, Post, Report, Snippet

TABLE = [
    ("misplaced-parentheses", "s = 1/1 + np.exp(-z)", "s = 1 / (1 + np.exp(-z))"),
    ("misplaced-parentheses", "J_plus - J_minus / (2 * epsilon)", "(J_plus - J_minus) / (2 * epsilon)"),
    ("dot-instead-of-elementwise", "np.dot(ot, np.tanh(c_next))", "ot * np.tanh(c_next)"),
    ("relu-of-gradient-versus-relu-derivative", "dZ = relu(dA)", "dZ = relu_backward(dA, cache)"),
    ("wrong-variable", "np.dot(dW2.T, dZ2)", "np.dot(W2.T, dZ2)"),
    ("wrong-variable", "dW2 = np.dot(dZ2, W2.T) / m", "dW2 = np.dot(dZ2, A1.T) / m"),
    ("wrong-variable", "delta_w1 = error * slope * w1", "delta_w1 = error * slope * x"),
    ("wrong-variable", "dW2 = dZ2 * W2", "dW2 = np.dot(dZ2, A1.T) / m + lambd / m * W2"),
    ("wrong-transpose", "dW = np.dot(dZ, A_prev) / m", "dW = np.dot(dZ, A_prev.T) / m"),
    ("wrong-transpose", "dA_prev = np.dot(W, dZ)", "dA_prev = np.dot(W.T, dZ)"),
    ("wrong-transpose", "dxt = np.dot(Wax, dtanh)", "dxt = np.dot(Wax.T, dtanh)"),
    ("wrong-transpose", "Z1 = np.dot(W1.T, X) + b1", "Z1 = np.dot(W1, X) + b1"),
    ("operands-swapped", "Z = np.dot(A_prev, W) + b", "Z = np.dot(W, A_prev) + b"),
    ("sign-error", "dZ2 = Y - A2", "dZ2 = A2 - Y"),
    ("sign-error", "W1 = W1 + learning_rate * dW1", "W1 = W1 - learning_rate * dW1"),
    ("stride-not-applied", "vert_start = h", "vert_start = h * stride"),
    ("dropout-mask-comparison-direction", "D1 = np.random.rand(3, 4) > keep_prob", "D1 = np.random.rand(3, 4) < keep_prob"),
    ("wrong-initialisation", "W1 = np.random.rand(n_h, n_x) * 0.01", "W1 = np.random.randn(n_h, n_x) * 0.01"),
    ("missing-axis", "db1 = 1/m * np.sum(dZ1)", "db1 = 1/m * np.sum(dZ1, axis=1, keepdims=True)"),
    ("wrong-axis", "db1 = np.sum(dZ1, axis=0)", "db1 = np.sum(dZ1, axis=1)"),
    ("padded-all-axes", "np.pad(X, pad)", "np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))"),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "wrong", "right"), TABLE)
def test_a_line_gives_its_mistake_away_and_the_right_line_gives_none(
    slug: str, wrong: str, right: str
) -> None:
    assert [one.cause for one in fragments(Report(Post(code=wrong)), NOT_RUN)] == [slug]
    assert list(fragments(Report(Post(code=right)), NOT_RUN)) == []


def test_a_whole_function_goes_on_trial_instead() -> None:
    post = Post(code="def update(W1, dW1):\n    return W1 + learning_rate * dW1")
    report = Report(post, snippets=(Snippet(post.code, functions=("update",)),))

    assert list(fragments(report, NOT_RUN)) == []
