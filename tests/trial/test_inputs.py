"""What the inputs of a trial weigh."""

import numpy as np

from assistant.trial.inputs import apart, instance, numbers_in, size
from assistant.wiring import Assistant


def test_caches_of_arrays_of_several_shapes_are_counted() -> None:
    cache = ((np.ones((2, 3)), np.ones((2, 1))), np.ones((4, 5)))

    assert numbers_in(cache) == 6 + 2 + 20
    assert numbers_in({"a": cache, "b": 1.0}) == 29


def test_every_exercise_has_a_size(assistant: Assistant) -> None:
    rng = np.random.default_rng(0)
    for exercise in assistant.exercises.values():
        inputs = {**exercise.defaults, **exercise.sample(rng)}
        assert size(instance(exercise, inputs)) > 0, exercise.id


def test_two_arrays_that_are_the_same_cannot_be_told_apart() -> None:
    zeros = np.zeros((2, 3))

    assert not apart({"v": zeros, "s": zeros.copy(), "t": 2})
    assert apart({"v": zeros, "s": zeros.T, "one": np.zeros(1), "other": np.zeros(1)})
