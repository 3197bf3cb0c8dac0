"""An image as one column, in C order (DLS C1 W2A1, exercise 5)."""

from assistant.exercise.graph import Exercise


def sample(rng):
    return {"image": rng.random(tuple(rng.permutation([2, 3, 4]).tolist()))}


exercise = Exercise(
    id="dls-c1-w2/image2vector",
    title="Reshape an image into a column",
    arguments={"image": "image"},
    returns="v",
    sample=sample,
)


@exercise.step
def v(image):
    return image.reshape(-1, 1)
