"""A diagnosis on a terminal: verdict, outputs, the graph, the faulty line, hints; with rich."""

from collections.abc import Iterator
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from assistant.entrypoints.plain import visible
from assistant.entrypoints.terminal.arrays import pattern
from assistant.entrypoints.terminal.graph import tree
from assistant.replying.words import STATUS
from assistant.types import Reply

GOOD = ("correct", "ran")
RUNGS = ("a question", "where to look", "the idea")
STANDINGS = {"right": "green", "differs": "red", "not compared": "dim"}
AROUND = 3  # lines of code shown before and after the faulty one


def shown(reply: Reply, found: dict[str, Any], rung: int, console: Console | None = None) -> None:
    """Print a diagnosis, part by part."""
    console = console or Console(highlight=False)
    for part in parts(reply, found, rung):
        console.print(part)


def parts(reply: Reply, found: dict[str, Any], rung: int) -> Iterator[RenderableType]:
    """What is shown, in order; a part without content is left out."""
    trial = reply.diagnosis.trial
    yield verdict(found)
    if found["outputs"]:
        yield outputs(found["outputs"])
    yield from map(pattern, (one for one in trial.comparisons if one.wrong))
    if trial.steps:
        names = [one["name"] for one in found["outputs"]]
        yield tree(found["exercise"], trial.steps, names)
    yield from code(reply, found)
    yield from hints(found, rung)
    yield from for_mentors(found)
    yield Rule("reply for the forum", style="dim")
    yield Text(visible(reply.text))


def verdict(found: dict[str, Any]) -> Text:
    """The exercise and the verdict."""
    name = found["exercise"] or "no exercise recognised"
    style = "green" if found["verdict"] in GOOD else "red"
    style = "yellow" if found["verdict"] == "not-run" else style
    return Text.assemble((f"{name}: ", "bold"), (found["verdict"], f"bold {style}"))


def outputs(rows: list[dict[str, Any]]) -> Table:
    """Each output with its shapes."""
    table = Table("output", "", "your shape", "formula's shape", box=None, padding=(0, 2, 0, 0))
    for one in rows:
        right = one["status"] == "correct"
        said = "✓ is right" if right else f"✗ {STATUS[one['status']]}"
        yours, its = (shape(one[key]) for key in ("actual_shape", "expected_shape"))
        differ = not right and yours != its
        table.add_row(
            Text(one["name"], "bold"),
            Text(said, "green" if right else "red"),
            Text(yours, "red" if differ else ""),
            its,
        )
    return table


def shape(sides: list[int] | None) -> str:
    """A shape as NumPy prints it."""
    return "" if sides is None else str(tuple(sides))


def code(reply: Reply, found: dict[str, Any]) -> Iterator[RenderableType]:
    """The lines around the first fault, the faulty ones marked."""
    first = next(iter(found["faults"]), None)
    if first is None:
        return
    snippets = reply.diagnosis.report.snippets
    cell = first.get("cell")
    source = next((s.source for s in snippets if s.cell == cell), "")
    lines = (max(1, first["line"] - AROUND), first["end_line"] + AROUND)
    marked = set(range(first["line"], first["end_line"] + 1))
    place = f"line {first['line']}" + ("" if cell is None else f" of cell {cell}")
    missing = "after " if first.get("missing") else ""
    cause = f", {first['cause']}" if first["cause"] else ""
    yield Text(f"\n{missing}{place}: {first['variable']}, {first['strength']}{cause}", "bold")
    yield Syntax(
        visible(source),
        "python",
        line_numbers=True,
        line_range=lines,
        highlight_lines=marked,
        background_color="default",
    )


def hints(found: dict[str, Any], rung: int) -> Iterator[RenderableType]:
    """The ladder up to the rung that was asked for."""
    ladder = found["hints"]
    for index, hint in enumerate(ladder[:rung]):
        label = RUNGS[index] if index < len(RUNGS) else "one more"
        said = Group(Text(label, "bold cyan"), Padding(Text(visible(hint)), (0, 0, 0, 2)))
        yield Padding(said, (1, 0, 0, 0))
    if len(ladder) > rung:
        yield Text(f"{len(ladder) - rung} more with --rung {len(ladder)}", "dim")
    if found["ask"]:
        yield Text(f"\nWhat would settle it: {visible(found['ask'])}", "yellow")


def for_mentors(found: dict[str, Any]) -> Iterator[RenderableType]:
    """The repair and the student's assignments beside the formula's values."""
    for one in found.get("repair", ()):
        yield Text(f"\nline {one['line']}: {visible(one['text'])}", "magenta")
    if not found.get("table"):
        return
    table = Table("line", "variable", "shape", "equals", "", box=None, padding=(0, 2, 0, 0))
    for row in found["table"]:
        mark = Text(row["standing"], STANDINGS[row["standing"]])
        equals = ", ".join(row["equals"])
        table.add_row(str(row["line"]), Text(row["variable"]), shape(row["shape"]), equals, mark)
    yield table
