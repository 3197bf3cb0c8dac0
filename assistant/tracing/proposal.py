"""Proposes an exercise: the reference followed, its values named, its arguments and outputs."""

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.errors import UnreadableInput
from assistant.tracing.arguments import (
    bindings,
    default_of,
    flat,
    leaf_names,
    names_in,
    parameters_of,
    renamed,
    require_named,
    template_of,
    templates,
)
from assistant.tracing.bindings import Binding
from assistant.tracing.chain import Assigned, base, final_names
from assistant.tracing.evaluating import Env
from assistant.tracing.following import Follower
from assistant.tracing.inputs import Input
from assistant.tracing.source import Source

VERBS = re.compile(r"^(compute|get|calc|calculate|make|find|my)_")
MOST_STEPS = 150


@dataclass(frozen=True)
class Wanted:
    """What the author asks for beside the function and its inputs."""

    id: str
    title: str
    loss: str = ""
    gradients: Mapping[str, str] = field(default_factory=dict)
    whole: bool = False
    calls: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """Everything that the file of the exercise holds."""

    wanted: Wanted
    source: Source
    inputs: Sequence[tuple[str, Input]]
    defaults: Mapping[str, Any]
    arguments: Mapping[str, Any]
    returns: Any
    steps: Sequence[Assigned]
    names: Mapping[str, str]
    helpers: Sequence[str]
    beside: Sequence[str]
    loss: str
    gradients: Mapping[str, str]
    notes: Sequence[str]


def propose(
    source: Source, inputs: Sequence[Input], wanted: Wanted, plain: frozenset[int] = frozenset()
) -> Proposal:
    """The graph of steps. Raises UnreadableInput with the line and the mend."""
    follower = Follower(source, whole=wanted.whole, plain=plain)
    parameters = parameters_of(source)
    require_named(source, parameters, inputs)
    leaves = leaf_names(inputs)
    arguments = templates(source, parameters, inputs, leaves, follower.chain)
    env: Env = {name: bindings(one) for name, one in arguments.items()}
    returns = returned_by(source, follower, env)
    checked = [last(name, follower) for name in (wanted.loss, *wanted.gradients)]
    steps = follower.chain.alive({*flat(returns), *checked})
    if len(steps) > MOST_STEPS:
        raise source.refuse(source.function, f"{len(steps)} steps are too many; give part of it.")
    used = helpers_of(steps, source)
    taken = {*used, wanted.loss} if wanted.loss in source.helpers else set(used)
    names = final_names(follower.chain.inputs, steps, taken)
    loss, gradients = derivatives(wanted, source, follower, names)
    known = dict(zip(leaves, inputs, strict=True))
    named = [(names[one], known[base(one)]) for one in flat(arguments) if base(one) in known]
    given = {one.path[0] for one in inputs}
    left_out = {name: default for name, default in parameters.items() if name not in given}
    defaults = {names[arguments[n]]: default_of(source, d) for n, d in left_out.items() if d}
    return Proposal(
        wanted=wanted,
        source=source,
        inputs=named,
        defaults=defaults,
        arguments=renamed(arguments, names),
        returns=renamed(template_of(returns), names),
        steps=steps,
        names=names,
        helpers=used,
        beside=handed_out(source, wanted),
        loss=loss,
        gradients=gradients,
        notes=tuple(dict.fromkeys(follower.notes)),
    )


def handed_out(source: Source, wanted: Wanted) -> tuple[str, ...]:
    """The functions that the reference calls and that are no exercise of their own."""
    earlier = {one.rpartition("/")[2] for one in wanted.calls}
    return tuple(one for one in source.reached({source.function.name}) if one not in earlier)


def returned_by(source: Source, follower: Follower, env: Env) -> Binding:
    """What the function returns, each part of it a value of the chain."""
    returned = follower.follow(source.function, env)
    returns = follower.emit(result_name(source.function.name), returned, ending(source).lineno)
    nameless(returned, follower, source)
    return with_constants(returns, follower, ending(source).lineno)


def nameless(returned: Binding, follower: Follower, source: Source) -> None:
    """Students read the names of the outputs; a formula in a returned tuple has none."""
    several = returned if isinstance(returned, tuple | list) else ()
    for place, one in enumerate(several, start=1):
        if isinstance(one, ast.expr) and not isinstance(one, ast.Name):
            follower.notes.append(
                f"line {ending(source).lineno}: returned value {place} has no name; assign it to "
                "one before the return, students read it."
            )


def derivatives(
    wanted: Wanted, source: Source, follower: Follower, names: Mapping[str, str]
) -> tuple[str, dict[str, str]]:
    """The loss and the derivatives by their names in the graph. Raises UnreadableInput."""
    given = {base(mark): names[mark] for mark in follower.chain.inputs}
    made = {name: names.get(last(name, follower), "") for name in (wanted.loss, *wanted.gradients)}
    if wanted.loss in source.helpers:
        made[wanted.loss] = wanted.loss
    for name in (*wanted.gradients, *filter(None, [wanted.loss])):
        if not made[name]:
            raise UnreadableInput(f"{source.function.name} computes no {name}.")
    for name in wanted.gradients.values():
        if name not in given:
            raise UnreadableInput(f"{name} is no input (there are {', '.join(given)}).")
    if wanted.gradients and not wanted.loss:
        raise UnreadableInput("Name the loss that is differentiated: --loss NAME.")
    return made[wanted.loss], {made[one]: given[by] for one, by in wanted.gradients.items()}


def last(name: str, follower: Follower) -> str:
    """The last value of a name, the function's before a helper's; empty where there is none."""
    found = [one for one in follower.chain.assigned if one.name == name]
    return max(reversed(found), key=lambda one: not one.within).id if found else ""


def with_constants(returns: Binding, follower: Follower, line: int) -> Binding:
    """A number that is returned is a step, too."""
    if isinstance(returns, dict):
        return {k: with_constants(one, follower, line) for k, one in returns.items()}
    if isinstance(returns, tuple | list):
        return type(returns)(with_constants(one, follower, line) for one in returns)
    if isinstance(returns, ast.Constant):
        return follower.chain.add("constant", returns, line)
    return returns


def result_name(function: str) -> str:
    """`cost` for compute_cost."""
    short = VERBS.sub("", function)
    return short if short != function else "result"


def ending(source: Source) -> ast.stmt:
    """The return statement."""
    return source.function.body[-1]


def helpers_of(steps: Sequence[Assigned], source: Source) -> tuple[str, ...]:
    """The helpers that the steps call, and those that these call, in the order of the file."""
    called = {name for one in steps for node in one.nodes for name in names_in(node)}
    return tuple(source.reached(called & source.helpers.keys()))
