"""Exercise: one assignment function, how it is called and how it is computed.

A step is a plain function: its name is the value it computes, its parameters
are the values it needs, so the signatures are the graph. Where the number of
layers depends on the input, `unroll` makes the steps for one input.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from inspect import getsource, signature
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.errors import BadExercise

if TYPE_CHECKING:
    import networkx as nx

Values = dict[str, Any]
Function = Callable[..., Any]


@dataclass(frozen=True)
class Step:
    """One value: its name, the function, and for each parameter the value it takes.

    `beside` names values that a listed mistake takes instead, by the name in its formula.
    """

    name: str
    function: Function
    needs: Mapping[str, str]
    beside: Mapping[str, str] = field(default_factory=dict)

    def compute(self, values: Mapping[str, Any]) -> Any:
        """The value of this step from the values computed before it."""
        return self.function(**{parameter: values[name] for parameter, name in self.needs.items()})

    @property
    def shared(self) -> Function:
        """The function that is written once, where each turn of a loop binds its number."""
        return written(self.function)

    @property
    def bound(self) -> Values:
        """What a turn binds, by the name of the parameter."""
        if not isinstance(self.function, partial):
            return {}
        return dict(zip(parameters_of(self.shared), self.function.args, strict=False))


def written(function: Function) -> Function:
    """The function itself, without what a turn of a loop binds."""
    return function.func if isinstance(function, partial) else function


@cache
def parameters_of(function: Function) -> tuple[str, ...]:
    """The names of its parameters; every trial and every mutation asks again."""
    return tuple(signature(function).parameters)


def step(name: str, function: Function, **renamed: str) -> Step:
    """A step that reuses `function` under another name, its parameters renamed.

    Names that are no parameters stand beside the step.
    """
    bound = len(function.args) if isinstance(function, partial) else 0
    parameters = parameters_of(written(function))[bound:]
    beside = {p: value for p, value in renamed.items() if p not in parameters}
    return Step(name, function, {p: renamed.get(p, p) for p in parameters}, beside)


@dataclass
class Exercise:
    """One assignment function.

    `arguments` maps each parameter to a template: the name of a value, or a
    nested dict, tuple or list of names; `returns` is a template as well. Either
    may be a function from the leaf values to the template; `spread` then turns
    call arguments back into leaf values. `defaults` are the
    arguments that may be left out, with their values. `sample` draws random leaf
    values with pairwise different dimensions. `calls` names earlier functions of
    the assignment that a student's code may call (ids, answered outside the
    sandbox); `given` maps each helper of the course to our own implementation of
    it in `sandbox/inside/course.py`. `returned_type` is demanded of the result
    where the course's test demands it. `checks` is the order in which the course's
    test looks at the outputs. A leaf named `seed` seeds the legacy generator before
    the call; steps that draw take `rng`, a RandomState. `mistakes` holds, by the name of
    a step's function or of an input, what is done wrong there and no operator makes: a
    slug, and a formula over the function's parameters and the values of the graph.
    `prepare` makes the call's arguments out of those of a recorded case in which the
    notebook runs an earlier function first. `may_change` names arguments that the course
    has changed in place, `choices` the values of a leaf that a trial goes through, such as
    modes, `square` the arrays that are square by their meaning, as a covariance.
    `gradients` maps each derivative to the input it is taken by, `loss` is the value, or
    the function of values, that is differentiated. `beside` are functions that the
    notebook hands out, which a student's code may call.
    """

    id: str
    title: str
    arguments: Any
    returns: Any
    sample: Callable[[np.random.Generator], Values]
    calls: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)
    returned_type: type | None = None
    unroll: Callable[[Values], Iterable[Step]] | None = None
    checks: tuple[str, ...] = ()
    spread: Callable[[dict[str, Any]], Values] | None = None
    square: tuple[str, ...] = ()
    loss: str | Function = ""
    beside: tuple[Function, ...] = ()
    gradients: Mapping[str, str] = field(default_factory=dict)
    mistakes: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    prepare: Callable[..., dict[str, Any]] | None = None
    may_change: tuple[str, ...] = ()
    choices: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    declared: dict[str, Step] = field(default_factory=dict)

    @property
    def function(self) -> str:
        """The name of the student's function."""
        return self.id.rpartition("/")[2]

    @property
    def course(self) -> str:
        """The part of the id before the function: `dls-c1-w3`."""
        return self.id.rpartition("/")[0]

    @property
    def handed_out(self) -> tuple[str, ...]:
        """The code of the functions beside the assignment; no secret, the sandbox gets it."""
        return tuple(getsource(one) for one in self.beside)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters of the student's function, in order."""
        if not callable(self.arguments):
            return tuple(self.arguments)
        return tuple(self.arguments(self.sample(np.random.default_rng(0))))

    def step(self, function: Function) -> Function:
        """Declare a step; used as a decorator, in the order of evaluation."""
        if function.__name__ in self.declared:
            raise BadExercise(f"{self.id}: the step {function.__name__} is declared twice.")
        self.declared[function.__name__] = step(function.__name__, function)
        return function

    def steps(self, inputs: Values) -> list[Step]:
        """The steps for one input, in the order of evaluation."""
        unrolled = self.unroll(inputs) if self.unroll else ()
        return [*self.declared.values(), *unrolled]

    def run(self, inputs: Values) -> Values:
        """All values, the inputs among them. Raises BadExercise for a step without its needs."""
        values = dict(inputs)
        with np.errstate(all="ignore"):
            for one in self.steps(inputs):
                if one.name in values:
                    continue
                missing = [name for name in one.needs.values() if name not in values]
                if missing:
                    raise BadExercise(
                        f"{self.id}: {one.name} needs {missing[0]}, not yet computed."
                    )
                values[one.name] = one.compute(values)
        return values

    def template(self, which: Any, values: Values) -> Any:
        """A template as it stands for these leaf values."""
        return which(values) if callable(which) else which

    def call_arguments(self, inputs: Values) -> dict[str, Any]:
        """The keyword arguments of the student's function for these leaf values."""
        template = self.template(self.arguments, inputs)
        return {name: pack(part, inputs) for name, part in template.items()}

    def leaf_values(self, arguments: dict[str, Any]) -> Values:
        """The leaf values of a call: the inverse of `call_arguments`, with the defaults."""
        if self.spread is not None:
            return {**self.defaults, **self.spread(arguments)}
        leaf_values = dict(self.defaults)
        for name, value in arguments.items():
            leaf_values |= unpack(self.arguments.get(name, name), value)
        return leaf_values

    def outputs(self, values: Values) -> dict[str, Any]:
        """The expected outputs by name, in the order of the returned template."""
        return {name: values[name] for name in leaves(self.template(self.returns, values))}

    def graph(self, inputs: Values) -> "nx.DiGraph[str]":
        """The dependencies between values, as networkx draws them."""
        import networkx as nx  # slow to import, and only pages draw

        graph: nx.DiGraph[str] = nx.DiGraph()
        for one in self.steps(inputs):
            graph.add_node(one.name)
            graph.add_edges_from((need, one.name) for need in one.needs.values())
        return graph


def pack(template: Any, values: Mapping[str, Any]) -> Any:
    """Fill a template with values."""
    if isinstance(template, str):
        return values[template]
    if isinstance(template, Mapping):
        return {key: pack(part, values) for key, part in template.items()}
    return type(template)(pack(part, values) for part in template)


def leaves(template: Any) -> list[str]:
    """The names in a template, each once, in order."""
    if isinstance(template, str):
        return [template]
    parts = template.values() if isinstance(template, Mapping) else template
    return list(dict.fromkeys(name for part in parts for name in leaves(part)))


def unpack(template: Any, value: Any) -> Values:
    """The inverse of `pack`: leaf values out of a nested value; what does not fit is left out."""
    if isinstance(template, str):
        return {template: value}
    found: Values = {}
    if isinstance(template, Mapping):
        if isinstance(value, Mapping):
            for key, part in template.items():
                if key in value:
                    found |= unpack(part, value[key])
    elif isinstance(value, (tuple, list)):
        for part, item in zip(template, value, strict=False):
            found |= unpack(part, item)
    return found
