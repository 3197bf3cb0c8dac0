"""The computation graph as a picture: layers by networkx, boxes and arrows for an SVG."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.types import StepState

if TYPE_CHECKING:
    import networkx as nx

LETTER, PADDING, MARK = 7.3, 12, 14  # pixels: of a letter, around a name, of the sign before it
HEIGHT, GAP, BETWEEN, EDGE = 30, 8, 30, 4
BEND = 10  # the width that an arrow takes where it passes a layer
ROUNDS = 4
SIZES = frozenset({"m", "n", "n_x", "n_h", "n_y", "N", "L"})  # every other step needs them

Row = list[str]


@dataclass(frozen=True)
class Box:
    """One step: its state, and where its box stands."""

    name: str
    state: str
    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Arrow:
    """One dependency as a path; its state is that of the step it comes from."""

    path: str
    state: str


@dataclass(frozen=True)
class Picture:
    """Everything that the template needs."""

    width: float
    height: float
    boxes: Sequence[Box]
    arrows: Sequence[Arrow]


def picture(steps: Sequence[StepState]) -> Picture | None:
    """The graph from top to bottom, each step under what it needs; right sizes are left out."""
    steps = [one for one in steps if one.state == "wrong" or one.name not in SIZES]
    if not steps:
        return None
    states = {one.name: one.state for one in steps}
    rows, chains = layered(steps)
    widths = {name: width(name, states) for row in rows for name in row}
    ordered(rows, chains)
    centres = placed(rows, chains, widths)
    left = min(centres[n] - widths[n] / 2 for row in rows for n in row) - EDGE
    right = max(centres[n] + widths[n] / 2 for row in rows for n in row) + EDGE
    x = {name: centre - left for name, centre in centres.items()}
    y = {name: EDGE + at * (HEIGHT + BETWEEN) for at, row in enumerate(rows) for name in row}
    boxes = [Box(n, states[n], x[n] - widths[n] / 2, y[n], widths[n]) for n in states]
    arrows = [Arrow(curve(chain, x, y, states), states[chain[0]]) for chain in chains]
    height = 2 * EDGE + len(rows) * (HEIGHT + BETWEEN) - BETWEEN
    return Picture(right - left, height, boxes, arrows)


def width(name: str, states: Mapping[str, str]) -> float:
    """The width of a box, or of the bend of an arrow."""
    return len(name) * LETTER + PADDING + MARK if name in states else BEND


def graph_of(steps: Sequence[StepState]) -> "nx.DiGraph[str]":
    """The steps and what each needs of the others."""
    import networkx as nx  # slow to import, and only pages draw

    known = {one.name for one in steps}
    graph: nx.DiGraph[str] = nx.DiGraph()
    for one in steps:
        graph.add_node(one.name)
        graph.add_edges_from((need, one.name) for need in one.needs if need in known)
    return graph


def layered(steps: Sequence[StepState]) -> tuple[list[Row], list[Row]]:
    """The layers, and each arrow as the chain of places it passes."""
    import networkx as nx

    graph = graph_of(steps)
    rows = [list(layer) for layer in nx.topological_generations(graph)]
    level = {name: at for at, row in enumerate(rows) for name in row}
    chains = []
    for start, end in graph.edges:
        bends = [f"{start} > {end} {at}" for at in range(level[start] + 1, level[end])]
        for at, bend in enumerate(bends, start=level[start] + 1):
            rows[at].append(bend)
        chains.append([start, *bends, end])
    return rows, chains


def neighbours(chains: Iterable[Row]) -> tuple[dict[str, Row], dict[str, Row]]:
    """What stands above and what below each place."""
    above: dict[str, Row] = {}
    below: dict[str, Row] = {}
    for chain in chains:
        for upper, lower in pairwise(chain):
            above.setdefault(lower, []).append(upper)
            below.setdefault(upper, []).append(lower)
    return above, below


def ordered(rows: list[Row], chains: Sequence[Row]) -> None:
    """Sort each layer by the mean place of its neighbours, down and up: fewer crossings."""
    above, below = neighbours(chains)
    for turn in range(ROUNDS):
        side, sequence = (above, rows) if turn % 2 == 0 else (below, rows[::-1])
        for row in sequence:
            place = {name: at / max(len(r) - 1, 1) for r in rows for at, name in enumerate(r)}
            row.sort(key=lambda name: mean([place[n] for n in side.get(name, ())], place[name]))


def placed(
    rows: Sequence[Row], chains: Sequence[Row], widths: Mapping[str, float]
) -> dict[str, float]:
    """The centre of each place: as near to its neighbours as the layer allows."""
    above, below = neighbours(chains)
    centres = {name: 0.0 for row in rows for name in row}
    for row in rows:
        settle(row, centres, widths)
    near = {n: (*above.get(n, ()), *below.get(n, ())) for n in centres}
    near |= {bend: tuple(chain) for chain in chains for bend in chain[1:-1]}  # straight arrows
    for turn in range(2 * ROUNDS):
        for row in rows if turn % 2 else rows[::-1]:
            centres |= {n: mean([centres[one] for one in near[n]], centres[n]) for n in row}
            settle(row, centres, widths)
    return centres


def settle(row: Row, centres: dict[str, float], widths: Mapping[str, float]) -> None:
    """Move apart what overlaps, and keep the layer's middle where it was."""
    wanted = {name: centres[name] for name in row}
    edge = float("-inf")
    for name in row:
        centres[name] = max(wanted[name], edge + widths[name] / 2)
        edge = centres[name] + widths[name] / 2 + GAP
    shift = mean([centres[name] - wanted[name] for name in row], 0.0)
    for name in row:
        centres[name] -= shift


def curve(
    chain: Row, x: Mapping[str, float], y: Mapping[str, float], states: Mapping[str, str]
) -> str:
    """A smooth path from the bottom of a box through its bends to the top of another."""
    path = f"M{x[chain[0]]:.0f} {y[chain[0]] + HEIGHT:.0f}"
    for upper, lower in pairwise(chain):
        start, end = y[upper] + HEIGHT, y[lower]
        middle = (start + end) / 2
        path += f"C{x[upper]:.0f} {middle:.0f} {x[lower]:.0f} {middle:.0f} {x[lower]:.0f} {end:.0f}"
        path += "" if lower in states else f"v{HEIGHT}"
    return path


def mean(numbers: Sequence[float], otherwise: float) -> float:
    """The mean, where there is anything."""
    return sum(numbers) / len(numbers) if numbers else otherwise
