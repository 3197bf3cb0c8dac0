"""Every question of the four documents of the beginning: in our words, with what answers it."""

from dataclasses import dataclass

from tests.stories import CRASHING, EXERCISE, RIGHT, WRONG


@dataclass(frozen=True)
class Question:
    """A question: who asks in which document and lines, our own post of it, and its answer.

    Without lines the document implies it: mentors answer it there, nobody asks it in a sentence.
    `says` is a part of the first hint that answers; `code` is what belongs to the question,
    and then `proved` is the cause and the line that a run confirms, or the verdict.
    """

    name: str
    document: int
    lines: tuple[int, int] | None
    post: str
    slug: str
    says: str
    title: str = ""
    code: str = ""
    exercise: str = ""
    proved: tuple[str | None, int] | str = ""


CBOW = """def back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size):
    z1 = np.dot(W1, x) + b1
    l1 = np.dot(W2.T, yhat - y)
    l1[z1 < 0] = 0
    grad_W1 = np.dot(l1, x.T) / batch_size
    grad_W2 = np.dot(yhat - y, h.T) / batch_size
    grad_b1 = np.sum(z1, axis=1, keepdims=True) / batch_size
    grad_b2 = np.sum(yhat - y, axis=1, keepdims=True) / batch_size
    return grad_W1, grad_W2, grad_b1, grad_b2
"""
CLIPPED = CBOW.replace("l1[z1 < 0] = 0", "l1 = np.maximum(0, l1)").replace("sum(z1", "sum(l1")
COST = """def compute_cost(AL, Y):
    m = Y.shape[1]
    losses = Y * np.log(AL) + (1 - Y) * np.log(1 - AL)
    cost = -losses / m
    return np.squeeze(cost)
"""
FORWARD = """def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    chosen = sigmoid if activation == "sigmoid" else relu
    A, activation_cache = chosen(Z)
    return A, (linear_cache, activation_cache)
"""
PRODUCT = "np.dot(W2.T, dZ2)"
STEPS = "Which steps does the failing value need"
OTHER_INPUTS = "with other inputs than the printed example"
FORMULA = "Put the formula for `b1` beside that line"
BOTH = "Both ways give the same numbers"
CHAIN = "the chain rule through Z = W A + b"

QUESTIONS = (
    Question(
        "dW1-wrong-dW2-right", 0, (3, 3),
        "dW2 and db2 are right here, dW1 and db1 are wrong, so I suspect dZ1. For its slope I have (1 - np.power(A1, 2)). What else can it be?",
        "wrong-variable", "Which values does the formula for `dZ1` name?",
        "Week 3, exercise 6: wrong values for dW1",
        RIGHT.replace(PRODUCT, "np.dot(dW2.T, dZ2)"), EXERCISE, ("wrong-variable", 9),
    ),
    Question(
        "whole-formula-of-dZ1", 0, (5, 5),
        "Have I got the whole formula of dZ1 if there is only the slope of the tanh in it?",
        "missing-upstream-gradient", "How many factors does the formula for `dZ1` have",
        "", RIGHT.replace(f"{PRODUCT} * (", "("), EXERCISE, ("missing-upstream-gradient", 9),
    ),
    Question(
        "W2-or-dW2", 0, (11, 11),
        "In dZ1, is it W2 or dW2?",
        "wrong-variable", "Which values does the formula for `dZ1` name?",
    ),
    Question(
        "dZ1-with-dots-everywhere", 0, (15, 17),
        "For dZ1 I wrote np.dot(np.dot(W2.T, dZ2), (1 - np.dot(A1.T, A1))). Is that the formula?",
        "dot-instead-of-elementwise", "Which sign stands between the two factors",
        "", WRONG, EXERCISE, ("dot-instead-of-elementwise", 9),
    ),
    Question(
        "not-aligned-4-3-4-3", 0, (17, 21),
        "With np.dot(np.dot(W2.T, dZ2), (1 - np.power(A1, 2))) I am told of (4,3) and (4,3), not aligned; without the power dW1 gets wrong values. How do I get out of this?",
        "dot-instead-of-elementwise", "Which sign stands between the two factors",
        "", CRASHING, EXERCISE, ("dot-instead-of-elementwise", 9),
    ),
    Question(
        "years-of-python", 0, (25, 25),
        "It runs now. I am new to the language: how long does it take to know such tricks of Python?",
        "python-needed-before", "days with small arrays, not years",
    ),
    Question(
        "dot-or-star", 0, None,
        "When do I take np.dot and when the star for element by element?",
        "elementwise-versus-dot-product", "Is there a star in the formula",
    ),
    Question(
        "only-b1-fails", 1, (1, 1),
        "C2 W4: test_back_prop fails only by the b1 gradient.",
        "wrong-formula", FORMULA,
        "", CBOW, "nlp-c2-w4/back_prop", ("wrong-variable", 7),
    ),
    Question(
        "values-of-the-steps", 1, (1, 6),
        "back_prop of the CBOW week: which values should my steps give, so that I find where the bias goes wrong?",
        "compare-intermediate-values", STEPS,
    ),
    Question(
        "l1-relu-or-mask", 1, None,
        "In back_prop, is l1 put through relu, or is it a mask of z1, and why is there no difference in the test?",
        "relu-of-gradient-versus-relu-derivative", "Which value decides whether the unit was switched on",
        "", CLIPPED, "nlp-c2-w4/back_prop", (None, 4),
    ),
    Question(
        "slide-dZ2-code-dA2", 2, (7, 8),
        "The slide begins with dZ2 = A2 - Y and has no dA2; two_layer_model begins with dA2 and has no dZ2. Which is it?",
        "why-dZ-is-A-minus-Y", BOTH,
    ),
    Question(
        "equation-10", 2, (11, 11),
        "Equation 10 of the first notebook is for dA[l-1]. I did not find it in the lecture; where does it come from?",
        "where-dA-prev-comes-from", CHAIN,
    ),
    Question(
        "six-equations", 2, (13, 13),
        "Why does the code of the assignment not go through the six equations of the slide? dA_prev is in none of them.",
        "six-equations-versus-the-loop", "Which of the slide's six equations contains the product",
    ),
    Question(
        "full-marks-not-understood", 2, (15, 15),
        "I have 100% in both notebooks and still don't really understand what I typed. What did I miss?",
        "passed-but-not-understood", "Which single line could you not explain to a friend?",
    ),
    Question(
        "which-course", 2, (19, 19),
        "A mentor says there is no week 4 in course 1 and asks me for the course and the video. What now?",
        "posted-in-wrong-category", "Which specialisation, course and week",
    ),
    Question(
        "wrong-forum", 2, (21, 21),
        "I see that I posted in the wrong category, it is the deep learning one. What shall I do with it?",
        "posted-in-wrong-category", "Which specialisation, course and week",
    ),
    Question(
        "derive-dA-prev", 2, (55, 56),
        "How does one derive dA[l-1] = W[l].T dZ[l]? I tried by myself and got stuck.",
        "where-dA-prev-comes-from", CHAIN,
    ),
    Question(
        "cost-shape-assertion", 3, (934, 953),
        "two_layer_model stops in compute_cost although L_layer_model runs with it:\n\n```\n---> 21 assert(cost.shape == ())\n\nAssertionError:\n```",
        "cost-not-scalar", "Which shapes have the cost and the two arrays",
        "", COST, "dls-c1-w4a/compute_cost", ("cost-not-scalar", 4),
    ),
    Question(
        "grader-rejects-what-matches", 3, (956, 956),
        "My linear_activation_forward matches the expected output, and a solution that I found on the web too. The grader rejects it and all that call it.",
        "hidden-test-uses-other-inputs", OTHER_INPUTS,
        "", FORWARD, "dls-c1-w4a/linear_activation_forward", "correct",
    ),
    Question(
        "grading-error-all-right", 3, (959, 959),
        "There is a grader error each time, although I get the right output everywhere.",
        "hidden-test-uses-other-inputs", OTHER_INPUTS,
    ),
    Question(
        "more-vectorized", 3, (914, 914),
        "Can these vectorized functions be optimized any further?",
        "vectorization", "Which loop is left in the code",
    ),
)  # fmt: skip
# The first post of the third document asks four of them at once.
AT_ONCE = (2, (3, 17), ("slide-dZ2-code-dA2", "equation-10", "six-equations", "full-marks-not-understood"))  # fmt: skip
