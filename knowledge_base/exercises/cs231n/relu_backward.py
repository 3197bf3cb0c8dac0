"""The backward pass of a layer of rectified units (in the manner of CS231n)."""

from assistant.exercise.graph import Exercise


def sample(rng):
    rows, columns = rng.permutation([3, 4, 5, 6])[:2].tolist()
    return {"dout": rng.normal(size=(rows, columns)), "x": rng.normal(size=(rows, columns))}


exercise = Exercise(
    id="cs231n/relu_backward",
    title="ReLU layer, backward",
    arguments={"dout": "dout", "cache": "x"},
    returns="dx",
    sample=sample,
)


@exercise.step
def mask(x):
    return x > 0


@exercise.step
def dx(dout, mask):
    return dout * mask
