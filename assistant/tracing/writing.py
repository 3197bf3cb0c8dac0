"""Writes the file of an exercise as a person would: what it is, how it is called, its steps."""

import ast
import copy
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from assistant.errors import UnreadableInput
from assistant.tracing.chain import MARK, Assigned
from assistant.tracing.inputs import sample_text
from assistant.tracing.proposal import Proposal

WIDTH = 100


def written_out(proposal: Proposal) -> str:
    """The text of the exercise file."""
    steps = "\n\n\n".join("\n".join(step_lines(one, proposal)) for one in proposal.steps)
    parts = [*helper_texts(proposal), "\n".join(sample_text(proposal.inputs))]
    parts += [declared(proposal), steps]
    body = "\n\n\n".join(parts) + "\n"
    imports = ["import math\n"] if "math." in body else []
    imports += ["import numpy as np\n"] if "np." in body else []
    imported = "".join(imports) + "\nfrom assistant.exercise.graph import Exercise\n"
    return f'"""{sentence(proposal)}"""\n\n{imported.lstrip()}\n\n{body}'


def sentence(proposal: Proposal) -> str:
    """The docstring of the file: that of the function, or its title."""
    said = ast.get_docstring(proposal.source.function) or proposal.wanted.title
    first = said.strip().splitlines()[0].strip().replace('"""', "'''").rstrip(".")
    course = proposal.wanted.id.rpartition("/")[0]
    return f"{first[: WIDTH - len(course) - 12]} ({course})."


def helper_texts(proposal: Proposal) -> Iterator[str]:
    """Constants and helpers that the steps call as they are."""
    source = proposal.source
    shown = dict.fromkeys((*proposal.helpers, *proposal.beside, *loss_of(proposal)))
    used = {
        node.id
        for name in shown
        for node in ast.walk(source.helpers[name])
        if isinstance(node, ast.Name)
    }
    constants = [f"{n} = {ast.unparse(v)}" for n, v in source.constants.items() if n in used]
    if constants:
        yield "\n".join(constants)
    for name in (one for one in source.helpers if one in shown):
        yield ast.unparse(source.helpers[name])


def loss_of(proposal: Proposal) -> tuple[str, ...]:
    """The loss, where it is a function beside the reference."""
    loss = proposal.wanted.loss
    return (loss,) if loss in proposal.source.helpers else ()


def declared(proposal: Proposal) -> str:
    """The Exercise itself."""
    wanted = proposal.wanted
    loss = proposal.loss if loss_of(proposal) else repr_of(proposal.loss)
    square = squares(proposal)
    fields: list[tuple[str, str, bool]] = [
        ("id", repr_of(wanted.id), True),
        ("title", repr_of(wanted.title), True),
        ("arguments", repr_of(proposal.arguments), True),
        ("returns", repr_of(proposal.returns), True),
        ("sample", "sample", True),
        ("calls", repr_of(wanted.calls), bool(wanted.calls)),
        ("defaults", repr_of(dict(proposal.defaults)), bool(proposal.defaults)),
        ("beside", f"({', '.join(proposal.beside)},)", bool(proposal.beside)),
        ("square", repr_of(square), bool(square)),
        ("loss", loss, bool(wanted.loss)),
        ("gradients", repr_of(dict(proposal.gradients)), bool(wanted.gradients)),
    ]
    lines = [line for name, text, there in fields if there for line in field_lines(name, text)]
    return "\n".join(["exercise = Exercise(", *lines, ")"])


def squares(proposal: Proposal) -> tuple[str, ...]:
    """The inputs that are square by what the author said, as they are drawn."""
    space: dict[str, Any] = {"np": np}
    exec("\n".join(sample_text(proposal.inputs)), space)  # noqa: S102 - the operator's own words
    try:
        drawn = space["sample"](np.random.default_rng(0))
    except (ValueError, TypeError, NameError, LookupError, ArithmeticError) as error:
        raise UnreadableInput(f"The inputs cannot be drawn: {error}.") from None
    said = {leaf for leaf, one in proposal.inputs if one.is_square or one.kind.startswith("=")}
    shapes = {leaf: np.shape(drawn[leaf]) for leaf in drawn if leaf in said}
    return tuple(n for n, s in shapes.items() if len(s) == 2 and s[0] == s[1] > 1)


def field_lines(name: str, text: str) -> list[str]:
    """`name=value,`, a long dict with one entry a line."""
    line = f"    {name}={text},"
    if len(line) <= WIDTH:
        return [line]
    tree = ast.parse(text, mode="eval").body
    if isinstance(tree, ast.Dict):
        pairs = zip(tree.keys, tree.values, strict=True)
        entries = [f"        {quoted(k)}: {quoted(v)}," for k, v in pairs]
        return [f"    {name}={{", *entries, "    },"]
    elements = tree.elts if isinstance(tree, ast.Tuple | ast.List) else [tree]
    return [f"    {name}=(", *(f"        {quoted(one)}," for one in elements), "    ),"]


def repr_of(value: Any) -> str:
    """A literal with double quotes."""
    return quoted(ast.parse(repr(value), mode="eval").body)


def quoted(node: ast.AST | None) -> str:
    """The text of a literal, words in double quotes."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return '"' + node.value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        return "{" + ", ".join(f"{quoted(k)}: {quoted(v)}" for k, v in pairs) + "}"
    if isinstance(node, ast.Tuple):
        inner = ", ".join(map(quoted, node.elts))
        return f"({inner},)" if len(node.elts) == 1 else f"({inner})"
    if isinstance(node, ast.List):
        return "[" + ", ".join(map(quoted, node.elts)) + "]"
    return ast.unparse(node) if node is not None else ""


def step_lines(one: Assigned, proposal: Proposal) -> Iterator[str]:
    """A step: its name is the value, its parameters are what it needs."""
    names = proposal.names
    yield "@exercise.step"
    yield f"def {proposal.names[one.id]}({', '.join(names[mark] for mark in one.needs)}):"
    statements = one.body if isinstance(one.body, tuple) else (ast.Return(one.body),)
    for statement in statements:
        new = ast.fix_missing_locations(Named(names).visit(copy.deepcopy(statement)))
        yield from (f"    {line}" for line in ast.unparse(new).splitlines())


class Named(ast.NodeTransformer):
    """Marks become names."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        """One mark."""
        return ast.Name(self.names[node.id] if MARK in node.id else node.id, node.ctx)
