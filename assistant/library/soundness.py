"""What must hold of every exercise, ours or an operator's; each test finds one sentence or none."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from assistant.errors import BadExercise
from assistant.exercise.ending import NotEnded, limited_to
from assistant.exercise.gradients import numerical_gradient, relative_difference
from assistant.exercise.graph import Exercise, Values, pack, step
from assistant.exercise.recipe import case_inputs, is_plain_call
from assistant.exercise.recorded import compare
from assistant.library.exercises import UNUSABLE, Shelf, check_dimensions

SEEDS = (1, 2, 3)
ALLOWED = 1e-6  # of a central difference, in units of the gradient's size
LONGEST = 60.0  # processor's seconds for one exercise
NUMBERS = (np.ndarray, np.generic, float, int)


def unsound(shelf: Shelf) -> Iterator[str]:
    """One sentence for each thing that does not hold of an exercise."""
    for id, exercise in shelf.exercises.items():
        missing = [name for name in exercise.calls if name not in shelf.exercises]
        found = [*(f"it calls {name}, which is not there." for name in missing)]
        try:
            with limited_to(LONGEST):
                found += [one for seed in SEEDS for one in on_a_sample(exercise, seed)]
                found += unreproduced(exercise, shelf.facts.get(id, {}).get("cases", ()))
        except NotEnded:
            found.append(f"it has not ended after {LONGEST:g} seconds; is there an endless loop?")
        except (BadExercise, *UNUSABLE) as error:
            found.append(f"{type(error).__name__}: {error}")
        yield from (f"{id}: {one}" for one in dict.fromkeys(found))


def on_a_sample(exercise: Exercise, seed: int) -> Iterator[str]:
    """Finite outputs, twice the same, inputs left alone, no square, gradients as they must be."""
    inputs = {**exercise.defaults, **exercise.sample(np.random.default_rng(seed))}
    check_dimensions({n: v for n, v in inputs.items() if n not in exercise.square})
    before = {name: np.copy(v) for name, v in inputs.items() if isinstance(v, np.ndarray)}
    first = exercise.outputs(exercise.run(inputs))
    again = exercise.outputs(exercise.run(inputs))
    for name, array in before.items():
        if not np.array_equal(inputs[name], array):
            yield f"a step changes its input {name}."
    for name, value in first.items():
        if isinstance(value, NUMBERS) and not np.all(np.isfinite(value)):
            yield f"{name} is not finite on the sample of seed {seed}."
        elif isinstance(value, NUMBERS) and not np.array_equal(value, again[name]):
            yield f"{name} is another value each time."
    yield from false_gradients(exercise, inputs)


def false_gradients(exercise: Exercise, inputs: Values) -> Iterator[str]:
    """Derivatives that central differences of the loss do not give."""
    values = exercise.run(inputs)
    lost = [*exercise.gradients, *exercise.gradients.values()]
    lost += [exercise.loss] if isinstance(exercise.loss, str) and exercise.gradients else []
    for name in lost:
        if name not in values:
            yield f"nothing gives {name}, which its gradients name."
            return
    for derivative, name in exercise.gradients.items():
        numerical = numerical_gradient(loss_along(exercise, inputs, name), inputs[name])
        found = np.asarray(values[derivative])
        if found.shape != numerical.shape:
            yield f"{derivative} has the shape {found.shape}, {name} has {numerical.shape}."
        elif relative_difference(found, numerical) > ALLOWED:
            yield f"{derivative} is not the derivative of the loss by {name}."


def loss_along(exercise: Exercise, inputs: Values, name: str) -> Any:
    """The loss as a function of one input."""

    def loss(x: np.ndarray) -> float:
        values = exercise.run({**inputs, name: x})
        if callable(exercise.loss):
            return float(step("loss", exercise.loss).compute(values))
        return float(values[exercise.loss])

    return loss


def unreproduced(exercise: Exercise, cases: Any) -> Iterator[str]:
    """Recorded cases whose numbers the reference does not give."""
    for case in cases:
        if not is_plain_call(exercise, case) or case.get("known_inconsistent"):
            continue
        if not case.get("composed"):
            yield from compare(case, result_of(exercise, case_inputs(exercise, case)))


def result_of(exercise: Exercise, inputs: Values) -> Any:
    """What the function returns; in a dict, what was computed on the way as well."""
    values = exercise.run(inputs)
    result = pack(exercise.template(exercise.returns, values), values)
    return {**values, **result} if isinstance(result, Mapping) else result
