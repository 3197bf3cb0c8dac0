"""Rebuilds a recorded test input from its recipe: seeds and draws in place of copied arrays.

A recipe is a list of steps, each binding a name or seeding the generator:
  {"seed": n}
  {"name": n, "draw": "randn" | "rand", "shape": [...]}, then maybe scale, add, gt, lt
  {"name": n, "draw": "randint", "low": a, "high": b, "shape": [...]}
  {"name": n, "value": literal}, maybe dtype, reshape; lists become arrays
  {"name": n, "dict": {key: ref}}, {"tuple": [ref]}, {"list": [ref]}; a list of refs is a tuple
  {"name": n, "zeros": [...]}, {"ones": [...]}, {"arange": n, "shape": [...]}, maybe add
  {"name": n, "linspace": [first, last], "shape": [...]}
  {"name": n, "onehot": {"rows": r, "columns": [[row, ...], ...], "weight": w}}
A case's args and kwargs are such names, or {"lit": value}. Where the case says `prepared`,
they are those of the exercise's `prepare`, which gives the function's own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from assistant.errors import BadExercise
from assistant.exercise.graph import Exercise, Values

Part = Mapping[str, Any]
NOT_FOR_STUDENTS = ("reference", "reference_only", "is_wrong_solution")


def build(steps: Iterable[Part]) -> dict[str, Any]:
    """All named values of a recipe. Raises BadExercise for a step outside the grammar."""
    generator = np.random.RandomState(0)
    values: dict[str, Any] = {}
    for one in steps:
        if "seed" in one:
            generator.seed(one["seed"])
        else:
            values[one["name"]] = bound(one, values, generator)
    return values


def bound(one: Part, values: Values, generator: np.random.RandomState) -> Any:
    """The value of one step."""
    if "draw" in one:
        return drawn(one, generator)
    for key, make in MAKERS.items():
        if key in one:
            return make(one, values)
    raise BadExercise(f"The recipe step {dict(one)} is not in the grammar.")


def drawn(one: Part, generator: np.random.RandomState) -> Any:
    """The next draws, then scaled, shifted and compared, in this order."""
    shape = tuple(one["shape"])
    array: Any
    if one["draw"] == "randint":
        array = generator.randint(one["low"], one["high"], size=shape)
    else:
        array = {"randn": generator.randn, "rand": generator.rand}[one["draw"]](*shape)
    for key, change in AFTERWARDS.items():
        if key in one:
            array = change(array, one[key])
    return array


AFTERWARDS: dict[str, Callable[[Any, Any], Any]] = {
    "scale": lambda array, factor: array * factor,
    "add": lambda array, term: array + term,
    "gt": lambda array, limit: array > limit,
    "lt": lambda array, limit: array < limit,
}


def literal(one: Part, _: Values) -> Any:
    """A constant; a list becomes an array."""
    value = one["value"]
    array = np.array(value, dtype=one.get("dtype")) if isinstance(value, list) else value
    return array.reshape(one["reshape"]) if "reshape" in one else array


def one_hot(one: Part, _: Values) -> Any:
    """Columns that are zero but for the listed rows; a row listed twice counts twice."""
    rows, columns, weight = (one["onehot"][key] for key in ("rows", "columns", "weight"))
    array = np.zeros((rows, len(columns)))
    for column, filled in enumerate(columns):
        np.add.at(array[:, column], filled, weight)
    return array


def evenly(shape: Sequence[int], first: float, last: float) -> Any:
    """Numbers at equal distances, row after row."""
    return np.linspace(first, last, int(np.prod(shape))).reshape(shape)


def referred(reference: Any, values: Values) -> Any:
    """What a reference names; a list of references is a tuple."""
    if isinstance(reference, list):
        return tuple(referred(part, values) for part in reference)
    return values[reference]


MAKERS: dict[str, Callable[[Part, Values], Any]] = {
    "value": literal,
    "dict": lambda one, values: {k: referred(r, values) for k, r in one["dict"].items()},
    "tuple": lambda one, values: referred(list(one["tuple"]), values),
    "list": lambda one, values: list(referred(list(one["list"]), values)),
    "zeros": lambda one, _: np.zeros(one["zeros"]),
    "ones": lambda one, _: np.ones(one["ones"]),
    "arange": lambda one, _: np.arange(one["arange"]).reshape(one["shape"]) + one.get("add", 0),
    "linspace": lambda one, _: evenly(one["shape"], *one["linspace"]),
    "onehot": one_hot,
}


def case_call(case: Part) -> tuple[list[Any], dict[str, Any]]:
    """The positional and keyword arguments of a recorded case."""
    values = build(case.get("inputs", ()))

    def argument(reference: Any) -> Any:
        if isinstance(reference, Mapping):
            return literal({"value": reference["lit"]}, values)
        return values[reference]

    keywords = {name: argument(part) for name, part in case.get("kwargs", {}).items()}
    return [argument(part) for part in case.get("args", ())], keywords


def case_inputs(exercise: Exercise, case: Part) -> Values:
    """The leaf values of a recorded case, with the exercise's defaults.

    A keyword that is no argument is a leaf of its own (`init_seed`). Raises BadExercise
    for more positional arguments than the function has.
    """
    args, keywords = case_call(case)
    names = exercise.parameters
    if case.get("prepared") and exercise.prepare is not None:
        keywords, args = exercise.prepare(*args, **keywords), []
    if len(args) > len(names):
        raise BadExercise(f"{exercise.id}: too many arguments in {case.get('variant')!r}.")
    inputs = exercise.leaf_values({**dict(zip(names, args, strict=False)), **keywords})
    if "seed_before_call" in case:
        inputs["seed"] = case["seed_before_call"]
    return typed_alike(inputs, exercise.sample(np.random.default_rng(0)))


def typed_alike(inputs: Values, sample: Values) -> Values:
    """A literal list is written the same whether it is meant as array, list or tuple."""
    sequences = {name: type(v) for name, v in sample.items() if isinstance(v, list | tuple)}
    return {
        name: sequences[name](value.tolist())
        if name in sequences and isinstance(value, np.ndarray)
        else value
        for name, value in inputs.items()
    }


def is_plain_call(exercise: Exercise, case: Part) -> bool:
    """The case may be given to a student's function.

    Not so where it uses a composed reference or an old variant's keyword, or breaks what
    the exercise promises today (`reference_only`: labels that are neither 0 nor 1).
    """
    _, keywords = case_call(case)
    hidden = {name: value for name, value in keywords.items() if name not in exercise.parameters}
    usual = all(exercise.defaults.get(name) == value for name, value in hidden.items())
    return usual and not any(case.get(mark) for mark in NOT_FOR_STUDENTS)
