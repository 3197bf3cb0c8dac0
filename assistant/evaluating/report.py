"""The page of an evaluation: one HTML file with everything in it, in light and dark."""

from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.errors import MissingExtra, UnreadableInput

MOST_CONFUSIONS = 20


def ready(file: Path) -> None:
    """A page can be drawn and written there. Raises MissingExtra, UnreadableInput."""
    if find_spec("matplotlib") is None:
        raise MissingExtra("A report", "evaluate")
    if not file.absolute().parent.is_dir():
        raise UnreadableInput(f"{file} cannot be written: its folder does not exist.")


def page(found: Mapping[str, Any], templates: Path) -> str:
    """The page of what `evaluate --json` gives; the templates hold its words and its style."""
    from assistant.evaluating import plots

    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["percent"] = percent
    baselines = found.get("baselines") or {}
    drawn = {
        "reliability": plots.reliability(found["sets"]["all"]["calibration_error"]),
        "coverage": plots.coverage(found["rows"]),
        "ranking": plots.ranking(baselines) if baselines else "",
    }
    return environment.get_template("evaluation.html").render(
        found=found,
        baselines=baselines,
        style=Markup((templates / "static" / "style.css").read_text("utf-8")),  # noqa: S704
        plots={name: Markup(one) for name, one in drawn.items()},  # noqa: S704 -- our own drawings
        confusions=confusions(found["rows"]),
        rows=in_order(found["rows"]),
    )


def confusions(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, int]]:
    """Of the rows with a known cause: truth and what was said in its place, the commonest first."""
    wrong = [one for one in rows if not one["person"] and not one["first"]]
    pairs = Counter((" or ".join(one["truth"]), (one["said"] or ["nothing"])[0]) for one in wrong)
    ranked = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(truth, said, count) for (truth, said), count in ranked[:MOST_CONFUSIONS]]


def in_order(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, Mapping[str, Any]]]:
    """Each row with what became of it: answered wrongly first, then what was missed."""
    told = [(outcome(one), one) for one in rows]
    return sorted(told, key=lambda pair: (OUTCOMES.index(pair[0]), -pair[1]["confidence"]))


OUTCOMES = ("answered wrongly", "wrong first", "nothing named", "right first", "answered", "left")


def outcome(row: Mapping[str, Any]) -> str:
    """What became of a row; `left` is for a person, and was left to one."""
    if row["person"]:
        return "answered wrongly" if row["answered"] else "left"
    if row["answered"]:
        return "answered" if row["first"] else "answered wrongly"
    if not row["said"]:
        return "nothing named"
    return "right first" if row["first"] else "wrong first"


def percent(share: Mapping[str, Any]) -> str:
    """`43.3 %` on one line, a dash where there is nothing."""
    return "–" if share["share"] is None else f"{100 * share['share']:.1f}\N{NO-BREAK SPACE}%"
