"""Which cells of an array are wrong, as a small coloured grid."""

from typing import Any

from rich.text import Text

from assistant.trial.comparing import MOST_CELLS

WIDEST, TALLEST = 24, 8
RIGHT, WRONG, UNTOLD = ("·", "green"), ("■", "red"), ("?", "dim")


def pattern(output: dict[str, Any]) -> Text:
    """The grid of one wrong output; a vector is one row."""
    sides = output["actual_shape"] or []
    rows, columns = ([1, 1, *sides])[-2:]
    cells = [tuple(([0, 0, *cell])[-2:]) for cell in output["where"]]
    # Only the first cells that are wrong are told; what stands after them may be either.
    last = max(cells) if len(cells) >= MOST_CELLS else (rows, columns)
    grid = Text()
    for row in range(min(rows, TALLEST)):
        grid.append("  ")
        for column in range(min(columns, WIDEST)):
            place = (row, column)
            mark = WRONG if place in cells else RIGHT if place < last else UNTOLD
            grid.append(*mark)
        grid.append(" …\n" if columns > WIDEST else "\n")
    if rows > TALLEST:
        grid.append("  …\n")
    title = f"{output['name']}, wrong cells" if len(sides) < 3 else f"{output['name']}, last axes"
    return Text.assemble((f"{title}\n", "bold"), grid, end="")
