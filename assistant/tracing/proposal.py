"""Proposes an exercise: the reference followed, its values named, its arguments and outputs."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.errors import UnreadableInput
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
    env: Env = {}
    arguments: dict[str, Any] = {}
    for name in parameters:
        own = [pair for pair in zip(inputs, leaves, strict=True) if pair[0].path[0] == name]
        template = nested(source, own, 1) if own else name
        arguments[name] = marked(template, follower)
        env[name] = bindings(arguments[name])
    returned = follower.follow(source.function, env)
    returns = follower.emit(result_name(source.function.name), returned, ending(source).lineno)
    nameless(returned, follower, source)
    returns = with_constants(returns, follower, ending(source).lineno)
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
    defaults = {
        names[arguments[name]]: default_of(source, default)
        for name, default in parameters.items()
        if default is not None and name not in given
    }
    return Proposal(
        wanted, source, named, defaults,
        renamed(arguments, names), renamed(template_of(returns), names), steps, names, used, loss, gradients,
        tuple(dict.fromkeys(follower.notes)),
    )  # fmt: skip


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


def parameters_of(source: Source) -> dict[str, ast.expr | None]:
    """The parameters with their defaults, None where there is none."""
    given = source.function.args
    spare = {one.arg for one in (given.vararg, given.kwarg) if one is not None}
    if given.posonlyargs or spare & set(names_in(source.function)):
        raise source.refuse(source.function, "write the parameters out instead of `*` or `**`.")
    names = [one.arg for one in given.args]
    found: dict[str, ast.expr | None] = dict.fromkeys(names)
    found |= dict(zip(names[::-1], given.defaults[::-1], strict=False))
    found = {name: found[name] for name in names}
    words = zip(given.kwonlyargs, given.kw_defaults, strict=True)
    return found | {one.arg: default for one, default in words}


def default_of(source: Source, default: ast.expr) -> Any:
    """A default that is written out. Raises UnreadableInput for one that is computed."""
    try:
        return ast.literal_eval(default)
    except ValueError:
        raise source.refuse(default, "this default is computed; name it as an input.") from None


def require_named(
    source: Source, parameters: Mapping[str, ast.expr | None], inputs: Sequence[Input]
) -> None:
    """Every parameter has an input or a default, and every input a parameter."""
    named = {one.path[0] for one in inputs}
    for name in named - parameters.keys():
        known = ", ".join(parameters)
        raise UnreadableInput(f"{source.function.name} has no parameter {name} (it has {known}).")
    for name, default in parameters.items():
        if name not in named and default is None:
            raise UnreadableInput(
                f"Say what {name} is, for example --input '{name}: (n, m)'; "
                "a dict or tuple as `parameters.W1: (n, m)`, each part on its own."
            )


def leaf_names(inputs: Sequence[Input]) -> list[str]:
    """The last part of each path; the whole path where two parts are alike."""
    last = [one.path[-1] for one in inputs]
    return [
        "_".join(one.path) if last.count(name) > 1 else name
        for one, name in zip(inputs, last, strict=True)
    ]


def nested(
    source: Source, own: Sequence[tuple[Input, str]], depth: int, is_tuple: bool = False
) -> Any:
    """The template of one argument: a name, or a dict or tuple of such."""
    first = own[0][0]
    if len(first.path) == depth:
        return own[0][1]
    is_tuple = is_tuple or depth in first.in_tuple or unpacks(source, first.path[depth - 1])
    groups: dict[str, list[tuple[Input, str]]] = {}
    for one, leaf in own:
        groups.setdefault(one.path[depth], []).append((one, leaf))
    parts = {
        key: nested(source, several, depth + 1, is_tuple and not first.in_tuple)
        for key, several in groups.items()
    }
    return tuple(parts.values()) if is_tuple else parts


def unpacks(source: Source, name: str) -> bool:
    """`W, b = cache`, `cache[0]`: a tuple; else what has parts is a dict."""
    for function in (source.function, *source.helpers.values()):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and ast.unparse(node.value) == name:
                if isinstance(node.targets[0], ast.Tuple | ast.List):
                    return True
            if isinstance(node, ast.Subscript) and ast.unparse(node.value) == name:
                if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, int):
                    return True
    return False


def marked(template: Any, follower: Follower) -> Any:
    """The template with the marks of the chain for its leaves."""
    if isinstance(template, str):
        return follower.chain.leaf(template).id
    if isinstance(template, dict):
        return {key: marked(one, follower) for key, one in template.items()}
    return tuple(marked(one, follower) for one in template)


def bindings(template: Any) -> Binding:
    """What a parameter stands for."""
    if isinstance(template, str):
        return ast.Name(template, ast.Load())
    if isinstance(template, dict):
        return {key: bindings(one) for key, one in template.items()}
    return tuple(bindings(one) for one in template)


def last(name: str, follower: Follower) -> str:
    """The last value of a name, empty where there is none."""
    versions = follower.chain.versions.get(name, [])
    return versions[-1] if versions else ""


def with_constants(returns: Binding, follower: Follower, line: int) -> Binding:
    """A number that is returned is a step, too."""
    if isinstance(returns, dict):
        return {k: with_constants(one, follower, line) for k, one in returns.items()}
    if isinstance(returns, tuple | list):
        return type(returns)(with_constants(one, follower, line) for one in returns)
    if isinstance(returns, ast.Constant):
        return follower.chain.add("constant", returns, line)
    return returns


def template_of(returns: Binding) -> Any:
    """The returned structure with marks."""
    if isinstance(returns, dict):
        return {key: template_of(one) for key, one in returns.items()}
    if isinstance(returns, tuple | list):
        return type(returns)(template_of(one) for one in returns)
    assert isinstance(returns, ast.Name)
    return returns.id


def flat(template: Any) -> Iterator[str]:
    """The marks in a template or a binding, in order."""
    if isinstance(template, ast.Name):
        yield template.id
    elif isinstance(template, str):
        yield template
    else:
        for one in template.values() if isinstance(template, Mapping) else template:
            yield from flat(one)


def renamed(template: Any, names: Mapping[str, str]) -> Any:
    """The template with final names."""
    if isinstance(template, str):
        return names[template]
    if isinstance(template, Mapping):
        return {key: renamed(one, names) for key, one in template.items()}
    return type(template)(renamed(one, names) for one in template)


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


def names_in(node: ast.AST) -> list[str]:
    """All names of a node."""
    return [one.id for one in ast.walk(node) if isinstance(one, ast.Name)]
