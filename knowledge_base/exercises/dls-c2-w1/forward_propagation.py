"""J = theta x (DLS C2 W1A3, exercise 1)."""

from assistant.exercise.graph import Exercise


def sample(rng):
    return {"x": float(rng.normal() * 3), "theta": float(rng.normal() * 3)}


exercise = Exercise(
    id="dls-c2-w1/forward_propagation",
    title="J of one parameter",
    arguments={"x": "x", "theta": "theta"},
    returns="J",
    sample=sample,
)


@exercise.step
def J(theta, x):
    return theta * x
