"""The arguments of a reference: its parameters, and the leaf values in dicts and tuples."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.errors import UnreadableInput
from assistant.tracing.bindings import Binding
from assistant.tracing.chain import Chain
from assistant.tracing.inputs import Input
from assistant.tracing.source import Source


def templates(
    source: Source,
    parameters: Mapping[str, ast.expr | None],
    inputs: Sequence[Input],
    leaves: Sequence[str],
    chain: Chain,
) -> dict[str, Any]:
    """For each parameter the template of its leaves, as marks of the chain."""
    pairs = list(zip(inputs, leaves, strict=True))
    found: dict[str, Any] = {}
    for name in parameters:
        own = [pair for pair in pairs if pair[0].path[0] == name]
        found[name] = marked(nested(source, own, 1) if own else name, chain)
    return found


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


def marked(template: Any, chain: Chain) -> Any:
    """The template with the marks of the chain for its leaves."""
    if isinstance(template, str):
        return chain.leaf(template).id
    if isinstance(template, dict):
        return {key: marked(one, chain) for key, one in template.items()}
    return tuple(marked(one, chain) for one in template)


def bindings(template: Any) -> Binding:
    """What a parameter stands for."""
    if isinstance(template, str):
        return ast.Name(template, ast.Load())
    if isinstance(template, dict):
        return {key: bindings(one) for key, one in template.items()}
    return tuple(bindings(one) for one in template)


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


def names_in(node: ast.AST) -> list[str]:
    """All names of a node."""
    return [one.id for one in ast.walk(node) if isinstance(one, ast.Name)]


def template_of(returns: Binding) -> Any:
    """The returned structure with marks."""
    if isinstance(returns, dict):
        return {key: template_of(one) for key, one in returns.items()}
    if isinstance(returns, tuple | list):
        return type(returns)(template_of(one) for one in returns)
    assert isinstance(returns, ast.Name)
    return returns.id
