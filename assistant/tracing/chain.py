"""The straight line of assignments that a function comes down to, and the names of its values."""

import ast
import keyword
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

MARK = "@"  # `dZ@2` is the second value that the function calls dZ, until all are known
GIVEN = {"np", "math", "exercise", "Exercise", "sample", "rng"}


@dataclass(frozen=True)
class Assigned:
    """One value: its mark, a formula or the statements of a loop, and where it stands.

    `part` is true for what was split off a longer formula and has no name there; `within` is the
    helper that computes it, empty for the function itself.
    """

    id: str
    body: ast.expr | tuple[ast.stmt, ...]
    line: int
    name: str
    part: bool = False
    within: str = ""

    @property
    def nodes(self) -> tuple[ast.AST, ...]:
        """The formula or the statements."""
        return self.body if isinstance(self.body, tuple) else (self.body,)

    @property
    def needs(self) -> tuple[str, ...]:
        """The marks of the values it takes, in the order in which they are read."""
        return tuple(dict.fromkeys(one for node in self.nodes for one in marks(node)))


def marks(node: ast.AST) -> Iterator[str]:
    """The values that are read, from left to right."""
    if isinstance(node, ast.Name) and MARK in node.id:
        yield node.id
    for child in ast.iter_child_nodes(node):
        yield from marks(child)


def base(mark: str) -> str:
    """`dZ` of `dZ@2`."""
    return mark.partition(MARK)[0]


@dataclass
class Chain:
    """All values so far; grows while a function is followed, `within` a helper of it or not."""

    inputs: list[str] = field(default_factory=list)
    assigned: list[Assigned] = field(default_factory=list)
    versions: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    formulas: dict[str, str] = field(default_factory=dict)
    within: str = ""

    def leaf(self, name: str) -> ast.Name:
        """A value that is given."""
        mark = self.version(name)
        self.inputs.append(mark)
        return ast.Name(mark, ast.Load())

    def version(self, name: str) -> str:
        """A new mark for a name."""
        mark = f"{name}{MARK}{len(self.versions[name])}"
        self.versions[name].append(mark)
        return mark

    def add(
        self, name: str, body: ast.expr | tuple[ast.stmt, ...], line: int, *, part: bool = False
    ) -> ast.Name:
        """One more value; a formula that stands there already is not computed twice."""
        text = ast.unparse(body) if isinstance(body, ast.expr) else ""
        if text and part and text in self.formulas:
            return ast.Name(self.formulas[text], ast.Load())
        mark = self.version(name)
        self.assigned.append(Assigned(mark, body, line, name, part, self.within))
        if text:
            self.formulas[text] = mark
        return ast.Name(mark, ast.Load())

    def alive(self, outputs: Container[str]) -> list[Assigned]:
        """What the outputs rest on, without the rest."""
        wanted, found = outputs, list[Assigned]()
        needed = {one.id for one in self.assigned if one.id in wanted}
        for one in reversed(self.assigned):
            if one.id in needed:
                needed.update(one.needs)
                found.append(one)
        return found[::-1]


def final_names(
    inputs: list[str], alive: list[Assigned], taken: Container[str]
) -> Mapping[str, str]:
    """A name for each mark: the last value of a name has it alone.

    A parameter that is assigned anew is `W_before`, earlier values are `W_1`, `W_2`; what a helper
    calls as the function calls a value of its own is `helper_W`.
    """
    own = {base(mark) for mark in [*inputs, *(one.id for one in alive if not one.within)]}
    several: dict[str, list[str]] = defaultdict(list)
    for mark in inputs:
        several[base(mark)].append(mark)
    for one in alive:
        lent = one.within and base(one.id) in own
        several[f"{one.within}_{base(one.id)}" if lent else base(one.id)].append(one.id)
    names: dict[str, str] = {}
    for name, (*earlier, last) in several.items():
        made = [mark for mark in earlier if mark not in inputs]
        found = {mark: f"{name}_before" for mark in earlier if mark in inputs}
        found |= {mark: f"{name}_{number}" for number, mark in enumerate(made, start=1)}
        names |= {mark: free(one, name, several, taken) for mark, one in found.items()}
        names[last] = free(name, name, several, taken)
    return names


def free(name: str, whole: str, others: Container[str], taken: Container[str]) -> str:
    """A name that nothing else has, for a value called `whole`."""
    clash = name != whole and name in others
    if clash or name in GIVEN or name in taken or keyword.iskeyword(name):
        return f"{name}_value"
    return name
