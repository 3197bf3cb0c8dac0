"""Draws the figures of an evaluation as SVG that takes its colours from the page around it."""

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from assistant.evaluating.intervals import Share

# Stand-ins that Matplotlib can draw with, and the variables of the style sheet they become.
INK, SOFT, LINE, ACCENT, GOOD, BAD = (f"#0102{n:02d}" for n in range(10, 16))
VARIABLES = {INK: "ink", SOFT: "soft", LINE: "line", ACCENT: "accent", GOOD: "good", BAD: "bad"}
TARGET_PRECISION, TARGET_COVERAGE = 0.97, 0.40
STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "gradmentor",
    "font.family": "sans-serif",
    "font.size": 11,
    "text.color": INK,
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "grid.color": LINE,
    "grid.linewidth": 0.6,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "legend.frameon": False,
}


def svg(figure: Figure, title: str) -> str:
    """The drawing as an element of a page, with a sentence for those who cannot see it."""
    text = StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    found = text.getvalue()
    found = found[found.index("<svg") :]
    for colour, name in VARIABLES.items():
        found = found.replace(colour, f"var(--{name})")
    return found.replace("<svg ", f'<svg role="img" aria-label="{title}" ', 1)


def of_shares(axes: Axes) -> None:
    """Both axes from 0 to 1, in percent."""
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.04, 1.06))
    ticks = [0, 0.25, 0.5, 0.75, 1]
    axes.set_xticks(ticks, [f"{100 * one:.0f} %" for one in ticks])
    axes.set_yticks(ticks, [f"{100 * one:.0f} %" for one in ticks])
    axes.grid(visible=True)


def reliability(errors: Mapping[str, Any]) -> str:
    """Stated confidence against truth, with Wilson's intervals; points grow with their rows."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(6.2, 4.6), layout="constrained")
        axes = figure.subplots()
        of_shares(axes)
        axes.plot([0, 1], [0, 1], color=SOFT, linewidth=1, dashes=(4, 3))
        for name, colour, marker in (("known", ACCENT, "o"), ("answered", GOOD, "D")):
            bins = errors[name]["bins"]
            label = {
                "known": "every case with a known cause",
                "answered": "answered without a person",
            }[name]
            axes.errorbar(
                [one["stated"] for one in bins],
                [one["right"] for one in bins],
                yerr=spread(
                    [Share(round(one["right"] * one["rows"]), one["rows"]) for one in bins]
                ),
                fmt="none",
                ecolor=colour,
                elinewidth=1,
                alpha=0.45,
            )
            sizes = [24 + 7 * one["rows"] for one in bins]
            places = [one["stated"] for one in bins], [one["right"] for one in bins]
            axes.scatter(*places, s=sizes, color=colour, marker=marker, alpha=0.85, label=label)
        axes.set(xlabel="stated confidence of the first cause", ylabel="how often it is right")
        figure.legend(loc="outside upper left", ncols=2, markerscale=0.6)
        return svg(figure, "Reliability: stated confidence against how often the cause is right")


def spread(shares: Sequence[Share]) -> list[list[float]]:
    """The lengths of error bars below and above."""
    known = [(one.value or 0.0, one.interval or (0.0, 1.0)) for one in shares]
    below = [max(0.0, value - low) for value, (low, _) in known]
    return [below, [max(0.0, high - value) for value, (_, high) in known]]


def coverage(rows: Sequence[Mapping[str, Any]]) -> str:
    """Precision if the surest so many were answered; and what is answered as it stands."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(6.2, 4.6), layout="constrained")
        axes = figure.subplots()
        of_shares(axes)
        axes.axhline(TARGET_PRECISION, color=SOFT, linewidth=1, dashes=(4, 3))
        axes.axvline(TARGET_COVERAGE, color=SOFT, linewidth=1, dashes=(4, 3))
        known = [one for one in rows if not one["person"]]
        for some, colour, label in (
            (rows, ACCENT, "cases for a person count as wrong"),
            (known, SOFT, "with a known cause only"),
        ):
            axes.plot(*curve(some, len(known)), color=colour, linewidth=1.8, label=label)
        answered = [one for one in known if one["answered"]]
        if answered:
            right = sum(one["first"] for one in answered) / len(answered)
            place = [len(answered) / len(known)], [right]
            axes.scatter(
                *place, s=90, color=GOOD, marker="D", zorder=3, label="what is answered now"
            )
        axes.set(xlabel="answered, of the cases with a known cause", ylabel="of these right")
        figure.legend(loc="outside upper left", ncols=2)
        return svg(figure, "Coverage against precision, from the surest row to the least sure")


def curve(rows: Sequence[Mapping[str, Any]], known: int) -> tuple[list[float], list[float]]:
    """Coverage and precision after each row, the surest first; ties are taken together."""
    ranked = sorted((one for one in rows if one["said"]), key=lambda one: -one["confidence"])
    places, shares, right, covered = [], [], 0, 0
    for count, one in enumerate(ranked, start=1):
        right += one["first"] and not one["person"]
        covered += not one["person"]
        if count == len(ranked) or ranked[count]["confidence"] < one["confidence"]:
            places.append(covered / max(known, 1))
            shares.append(right / count)
    return places, shares


def ranking(baselines: Mapping[str, Any]) -> str:
    """Each way of ranking: the first and the first three, with Wilson's intervals."""
    measured = {name: one["all"] for name, one in baselines.items() if "missing" not in one}
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(8.4, 0.9 + 0.42 * len(measured)), layout="constrained")
        axes = figure.subplots()
        dots(axes, [one["top1"] for one in measured.values()], -0.12, ACCENT, "right cause first")
        dots(axes, [one["top3"] for one in measured.values()], 0.12, GOOD, "among three")
        axes.set_yticks(range(len(measured)), list(measured))
        axes.invert_yaxis()
        ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
        axes.set_xticks(ticks, [f"{100 * one:.0f} %" for one in ticks])
        axes.grid(visible=True, axis="x")
        axes.tick_params(axis="y", labelcolor=INK, length=0)
        figure.legend(loc="outside upper right", ncols=2)
        return svg(figure, "Ours and the baselines: right cause first, and among three")


def dots(
    axes: Axes, found: Sequence[Mapping[str, Any]], shift: float, colour: str, label: str
) -> None:
    """One share a line, with its interval."""
    shares = [Share(one["hits"], one["of"]) for one in found]
    values = [one.value or 0.0 for one in shares]
    heights = [place + shift for place in range(len(shares))]
    bars = spread(shares)
    axes.errorbar(values, heights, xerr=bars, fmt="o", color=colour, elinewidth=1.4, label=label)
