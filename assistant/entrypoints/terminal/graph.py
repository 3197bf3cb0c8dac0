"""The graph of an exercise as a tree: under each output what it rests on, with its standing."""

from rich.text import Text
from rich.tree import Tree

from assistant.entrypoints.standing import Graph, Standing

MARKS: dict[Standing, tuple[str, str]] = {
    "right": ("✓", "green"),
    "wrong": ("✗", "bold red"),
    "depends": ("~", "yellow"),
    "absent": ("○", "dim"),
}
LEGEND = "✓ right  ✗ first wrong  ~ rests on it  ○ not among your values"
MOST = 60


def tree(title: str, graph: Graph) -> Tree:
    """The whole graph; a step is spelt out once, and a long one is cut."""
    root = Tree(Text.assemble((title, "bold"), (f"\n{LEGEND}", "dim")), guide_style="dim")
    seen: set[str] = set()
    for name in graph.outputs:
        if name in graph.needs:
            grow(root, name, graph, seen)
    left = len(graph.needs) - len(seen)
    if left > 0 and len(seen) >= MOST:
        root.add(Text(f"… {left} more steps", "dim"))
    return root


def grow(above: Tree, name: str, graph: Graph, seen: set[str]) -> None:
    """One step and what it needs; inputs stand beside it."""
    mark, style = MARKS[graph.standing[name]]
    needed = graph.needs[name]
    inputs = [one for one in needed if one not in graph.needs]
    label = Text.assemble((f"{mark} {name}", style))
    if name in seen:
        above.add(label.append(" (above)", "dim"))
        return
    if len(seen) >= MOST:
        return
    seen.add(name)
    if inputs:
        label.append(f"  from {', '.join(inputs)}", "dim")
    branch = above.add(label)
    for one in needed:
        if one in graph.needs:
            grow(branch, one, graph, seen)
