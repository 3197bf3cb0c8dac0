"""The inputs as an author names them: `X: (m, d) positive`; and the function that draws them."""

import ast
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.errors import UnreadableInput

SIZES = [2, 3, 4, 5, 6, 7]
SPEC = re.compile(r"^\s*([A-Za-z_][\w.]*)\s*:\s*(.*)$")
SHAPE = re.compile(r"^(\([^()]*(?:\([^()]*\)[^()]*)*\))?\s*(.*)$")
HOW = "write for example `X: (m, d)`, `Y: (1, m) binary` or `rate: from 0.1 to 0.9`"


@dataclass(frozen=True)
class Input:
    """One leaf value: the path to it among the arguments, its shape and how it is drawn.

    `in_tuple` are the lengths of the paths to those of its containers that are known to be
    a tuple or a list.
    """

    path: tuple[str, ...]
    shape: tuple[str, ...] | None
    kind: str
    in_tuple: tuple[int, ...] = ()

    @property
    def size(self) -> str:
        """The shape as a tuple is written."""
        sizes = self.shape or ()
        return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"

    @property
    def drawn(self) -> str:
        """The expression that draws it."""
        if self.kind.startswith("="):
            return self.kind[1:].strip()
        for pattern, make in KINDS.items():
            if (found := re.fullmatch(pattern, self.kind)) is not None:
                return make(self, *found.groups())
        raise UnreadableInput(
            f"The input {'.'.join(self.path)} is {self.kind!r}, which is no kind of value; {HOW}."
        )

    @property
    def dimensions(self) -> list[str]:
        """The sizes that have a name."""
        texts = [*(self.shape or ())]
        texts += [self.kind[1:]] if self.kind.startswith("=") else []
        texts += re.findall(r"^labels (\w+)$", self.kind)
        names = [n.id for text in texts for n in ast.walk(ast.parse(text.strip(), mode="eval"))
                 if isinstance(n, ast.Name)]  # fmt: skip
        known = {"np", "rng", "float", "int", "range", "list", "tuple", "str", "math"}
        return [name for name in names if name not in known]

    @property
    def is_square(self) -> bool:
        """Two sizes are the same by their meaning."""
        sizes = self.shape or ()
        return len(sizes) == 2 and sizes[0] == sizes[1] != "1"


def last_axis(one: Input, where: str | None) -> str:
    """Rows or columns that sum to 1."""
    sizes = one.shape or ("1",)
    if where == "columns":
        return f"rng.dirichlet(np.ones({sizes[0]}), size={sizes[1]}).T"
    count = f", size={sizes[0]}" if len(sizes) == 2 else ""
    return f"rng.dirichlet(np.ones({sizes[-1]}){count})"


def one_hot(one: Input, where: str) -> str:
    """Each row or column holds one 1."""
    first, second = one.shape or ("1", "1")
    classes, many = (second, first) if where == "rows" else (first, second)
    rows = f"np.eye({classes})[rng.permuted(np.arange({many}) % {classes})]"
    return rows if where == "rows" else f"{rows}.T"


def uniform(low: str, high: str) -> Callable[[Input], str]:
    """Numbers between two others."""
    return lambda one: between(one, low, high)


def between(one: Input, low: str, high: str) -> str:
    """An array or a number."""
    if one.shape is None:
        return f"float(rng.uniform({low}, {high}))"
    return f"rng.uniform({low}, {high}, size={one.size})"


def cycled(one: Input, classes: str) -> str:
    """Each of some numbers occurs, in random order."""
    count = " * ".join(one.shape or ("1",))
    shaped = "" if len(one.shape or ()) < 2 else f".reshape{one.size}"
    return f"rng.permuted(np.arange({count}) % {classes}){shaped}"


def one_of(one: Input, names: str) -> str:
    """A word or a number out of some; in an array each place has its own."""
    words = [name.strip() for name in names.split(",")]
    choice: list[object] = [number_of(name) for name in words]
    if any(isinstance(chosen, str) for chosen in choice):
        choice = list(words)
    if one.shape is not None:
        return f"rng.choice({choice}, size={one.size})"
    return f"rng.choice({choice}).item()"


def number_of(name: str) -> object:
    """The number that is written, else the word."""
    for kind in (int, float):
        try:
            return kind(name)
        except ValueError:
            continue
    return name


def whole(one: Input, low: str, high: str) -> str:
    """Whole numbers between two others, both of which may occur."""
    drawn = f"rng.integers({low}, {high} + 1"
    return f"int({drawn}))" if one.shape is None else f"{drawn}, size={one.size})"


KINDS: Mapping[str, Callable[..., str]] = {
    "": lambda one: (
        between(one, "0.1", "0.9") if one.shape is None else f"rng.normal(size={one.size})"
    ),
    "number": uniform("0.1", "0.9"),
    "positive": uniform("0.5", "2.0"),
    "probability": uniform("0.05", "0.95"),
    r"from (\S+) to (\S+)": between,
    r"integer from (\S+) to (\S+)": whole,
    "binary": lambda one: cycled(one, "2.0"),
    r"labels (\w+)": cycled,
    "one-hot (rows|columns)": one_hot,
    "distribution ?(rows|columns)?": last_axis,
    "covariance": lambda one: f"np.cov(rng.normal(size=({one.shape[0]}, 2 * {one.shape[0]})))",
    "one of (.+)": one_of,
    "mask": lambda one: f"{cycled(one, '2')} == 1",
}


def parsed(text: str) -> Input:
    """`parameters.W1: (n_h, n_x)`. Raises UnreadableInput for anything else."""
    found = SPEC.match(text)
    if found is None:
        raise UnreadableInput(f"The input {text!r} has no name; {HOW}.")
    return described(found[1], found[2])


def described(name: str, text: str) -> Input:
    """An input from its name and what is said of it."""
    text = text.strip()
    if text.startswith("="):
        one = Input(tuple(name.split(".")), None, text)
    else:
        shape, kind = SHAPE.match(text).groups()  # type: ignore[union-attr]
        one = Input(tuple(name.split(".")), sizes_of(name, shape), cased(kind.strip()))
    try:
        ast.parse(one.drawn, mode="eval")
        one.dimensions  # noqa: B018 -- a size that is no expression is found here
    except (SyntaxError, ValueError, IndexError, TypeError):
        raise UnreadableInput(f"The input {name} is {text!r}; {HOW}.") from None
    return one


def cased(kind: str) -> str:
    """Words that describe in lower case; words and sizes that are the author's as they are."""
    first = re.match(r"(?i)(one of|labels|from|integer from)\b", kind)
    return first[0].lower() + kind[first.end() :] if first else kind.lower()


def sizes_of(name: str, shape: str | None) -> tuple[str, ...] | None:
    """The sizes of a shape, as they are written."""
    if shape is None:
        return None
    try:
        tree = ast.parse(shape, mode="eval").body
    except SyntaxError:
        raise UnreadableInput(f"The shape of {name}, {shape}, cannot be read; {HOW}.") from None
    sizes = tree.elts if isinstance(tree, ast.Tuple) else [tree]
    return tuple(ast.unparse(one) for one in sizes)


def from_table(table: Mapping[str, Any], before: str = "") -> Iterable[Input]:
    """The inputs of a TOML table; a table in it is a dict or tuple among the arguments."""
    for name, one in table.items():
        if isinstance(one, Mapping):
            yield from from_table(one, f"{before}{name}.")
        else:
            yield described(f"{before}{name}", str(one))


def sample_text(inputs: Iterable[tuple[str, Input]]) -> list[str]:
    """The lines of `sample`, which draws the leaf values by name."""
    inputs = list(inputs)
    names = list(dict.fromkeys(size for _, one in inputs for size in one.dimensions))
    lines = ["def sample(rng):"]
    if len(names) == 1:
        lines.append(f"    {names[0]} = int(rng.integers(3, 8))")
    elif names:
        sizes = SIZES if len(names) <= len(SIZES) else list(range(2, len(names) + 3))
        lines.append(f"    {', '.join(names)} = rng.permutation({sizes})[:{len(names)}].tolist()")
    leaves = [f'        "{leaf}": {one.drawn},' for leaf, one in inputs]
    return [*lines, "    return {", *leaves, "    }"]
