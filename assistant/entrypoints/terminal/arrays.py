"""Which cells of an array are wrong, as a small coloured grid."""

from rich.text import Text

from assistant.types import Comparison

RIGHT, WRONG = ("·", "green"), ("■", "red")


def pattern(one: Comparison) -> Text:
    """The first rows and columns of one wrong output, and the factor where there is one."""
    title = f"{one.name} {one.shape}"
    said = f", wrong by the factor {one.factor}" if one.factor else ", wrong cells"
    grid = Text()
    for row in one.wrong:
        grid.append("  ")
        for wrong in row:
            grid.append(*(WRONG if wrong else RIGHT))
        grid.append("\n")
    return Text.assemble((title, "bold"), (f"{said}\n", "dim"), grid, end="")
