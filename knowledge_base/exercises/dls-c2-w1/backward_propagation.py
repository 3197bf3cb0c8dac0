"""dtheta = x, as J = theta x (DLS C2 W1A3, exercise 2)."""

from assistant.exercise.graph import Exercise


def sample(rng):
    return {"x": float(rng.normal() * 3), "theta": float(rng.normal() * 3)}


exercise = Exercise(
    id="dls-c2-w1/backward_propagation",
    title="The derivative of J",
    arguments={"x": "x", "theta": "theta"},
    returns="dtheta",
    sample=sample,
)


@exercise.step
def dtheta(x):
    return x
