"""The graph of an exercise as a tree: under each output what it rests on, with its state."""

from collections.abc import Iterable, Mapping

from rich.text import Text
from rich.tree import Tree

from assistant.types import State, StepState

MARKS: dict[State, tuple[str, str]] = {
    "right": ("✓", "green"),
    "inside": ("✓", "dim green"),
    "wrong": ("✗", "bold red"),
    "depends": ("~", "yellow"),
    "absent": ("○", "dim"),
}
LEGEND = "✓ right  ✗ first wrong  ~ rests on it  ○ not among your values"


def tree(title: str, steps: Iterable[StepState], outputs: Iterable[str]) -> Tree:
    """The whole graph; each step is spelt out once."""
    root = Tree(Text.assemble((title, "bold"), (f"\n{LEGEND}", "dim")), guide_style="dim")
    known = {one.name: one for one in steps}
    seen: set[str] = set()
    for name in outputs:
        if name in known:
            grow(root, known[name], known, seen)
    return root


def grow(above: Tree, one: StepState, known: Mapping[str, StepState], seen: set[str]) -> None:
    """One step and what it needs; inputs stand beside it."""
    mark, style = MARKS[one.state]
    label = Text.assemble((f"{mark} {one.name}", style))
    if one.name in seen:
        above.add(label.append(" (above)", "dim"))
        return
    seen.add(one.name)
    inputs = [name for name in one.needs if name not in known]
    if inputs:
        label.append(f"  from {', '.join(inputs)}", "dim")
    branch = above.add(label)
    for name in one.needs:
        if name in known:
            grow(branch, known[name], known, seen)
