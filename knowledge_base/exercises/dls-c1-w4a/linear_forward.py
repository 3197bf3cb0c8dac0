"""The linear part of a layer's forward propagation (DLS C1 W4A)."""

from assistant.exercise.graph import Exercise


def sample(rng):
    before, size, m = rng.permutation([2, 3, 4, 5, 6, 7])[:3].tolist()
    return {
        "A": rng.normal(size=(before, m)),
        "W": rng.normal(size=(size, before)),
        "b": rng.normal(size=(size, 1)),
    }


exercise = Exercise(
    id="dls-c1-w4a/linear_forward",
    title="Linear forward",
    arguments={"A": "A", "W": "W", "b": "b"},
    returns=("Z", ("A", "W", "b")),
    sample=sample,
    checks=("Z",),
)


@exercise.step
def W_A(W, A):
    return W @ A


@exercise.step
def Z(W_A, b):
    return W_A + b
