"""One step of gradient descent for a two-layer network (DLS C1 W3, exercise 7)."""

from assistant.exercise.graph import Exercise, step

NAMES = ("W1", "b1", "W2", "b2")


def sample(rng):
    n_x, n_h, n_y = rng.permutation([2, 3, 4, 5, 6, 7])[:3].tolist()
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}
    before = {f"{name}_before": rng.normal(size=shapes[name]) for name in NAMES}
    gradients = {f"d{name}": rng.normal(size=shapes[name]) for name in NAMES}
    return {**before, **gradients, "learning_rate": float(rng.uniform(0.1, 0.9))}


def change(gradient, learning_rate):
    return learning_rate * gradient


def updated(before, change):
    return before - change


def unroll(inputs):
    """For each parameter its change, then the parameter itself."""
    for name in NAMES:
        yield step(f"{name}_change", change, gradient=f"d{name}")
        yield step(name, updated, before=f"{name}_before", change=f"{name}_change")


exercise = Exercise(
    id="dls-c1-w3/update_parameters",
    title="Gradient descent update",
    arguments={
        "parameters": {name: f"{name}_before" for name in NAMES},
        "grads": {f"d{name}": f"d{name}" for name in NAMES},
        "learning_rate": "learning_rate",
    },
    returns={name: name for name in NAMES},
    sample=sample,
    defaults={"learning_rate": 1.2},
    unroll=unroll,
    checks=NAMES,
)
