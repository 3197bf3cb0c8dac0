"""The fingerprint of wrong numbers: two students with the same bug have the same."""

import hashlib
from collections.abc import Sequence

import numpy as np

from assistant.exercise.graph import Exercise, unpack
from assistant.trial.comparing import outputs
from assistant.trial.numbers import as_numbers
from assistant.trial.running import Instance, Result

DIGITS = 5  # of the largest number: whoever adds up in another order gets the same


def fingerprint(
    exercise: Exercise, instances: Sequence[Instance], results: Sequence[Result]
) -> str:
    """Of the wrong outputs, or of the exception, on the first input; empty where that is right."""
    first, result = instances[0], results[0]
    if result.crash is not None:
        raised = result.crash.raised
        return digest([raised.type, raised.message, result.crash.expression])
    given = unpack(exercise.template(exercise.returns, first.values), result.value)
    wrong = [one.name for one in outputs(exercise, first, result) if one.status != "correct"]
    return digest([f"{name} {rounded(given.get(name))}" for name in wrong]) if wrong else ""


def rounded(value: object) -> str:
    """A value as text, to a few digits of its largest number."""
    numbers = as_numbers(value)
    if numbers is None:
        return type(value).__name__
    size = np.abs(numbers[np.isfinite(numbers)]).max(initial=0.0)
    whole = numbers if not size else np.round(numbers / size, DIGITS) + 0.0
    return f"{numbers.shape} {size:.{DIGITS}g} {whole.tolist()}"


def digest(parts: Sequence[str]) -> str:
    """A short name."""
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()
