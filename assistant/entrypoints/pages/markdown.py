"""Markdown as the pages and the forum show it: formulas as MathML, folded parts as details."""

from functools import cache
from typing import Any

import re2
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markupsafe import Markup, escape

from assistant.entrypoints.pages.formulas import mathml

FORMULA = re2.compile(r"(?s)\$\$([^$]{1,1000})\$\$|\$([^$\n]{1,1000})\$")
FOLDED = re2.compile(r'(?s)\[details(?:="?([^"\]\n]*)"?)?\]\n?(.*?)\n?\[/details\]')


@cache
def renderer() -> MarkdownIt:
    """Commonmark with formulas between dollar signs; raw HTML and images are text."""
    one = MarkdownIt("commonmark", {"html": False}).disable("image")
    one.inline.ruler.before("escape", "formula", formula)
    one.add_render_rule("formula", rendered)
    return one


def formula(state: StateInline, silent: bool) -> bool:
    """The inline rule: a formula starts at a dollar sign; code spans are found before it."""
    if state.src[state.pos] != "$":
        return False
    match = FORMULA.match(state.src, state.pos)
    if match is None or is_money(match.group(2)):
        return False
    if not silent:
        token = state.push("formula", "math", 0)
        token.content = match.group(1) or match.group(2)
        token.meta = {"block": match.group(1) is not None}
    state.pos = match.end()
    return True


def is_money(inner: str | None) -> bool:
    """`costs 5$ or 6$` is no formula: one neither starts nor ends with a space."""
    return inner is not None and inner != inner.strip()


def rendered(_: Any, tokens: Any, index: int, *__: Any) -> str:
    """The MathML of a formula."""
    return mathml(tokens[index].content, block=tokens[index].meta["block"])


def markdown(text: str) -> Markup:
    """Markdown as HTML."""
    return Markup(renderer().render(text))  # noqa: S704 -- html is off in the renderer


def as_forum(text: str) -> Markup:
    """A reply as Discourse shows it: `[details="..."]` folds, formulas are set."""
    parts, end = [], 0
    for match in FOLDED.finditer(text):
        parts.append(markdown(text[end : match.start()]))
        summary = escape(match.group(1) or "Summary")
        parts.append(Markup("<details><summary>{}</summary>{}</details>").format(
            summary, markdown(match.group(2))
        ))  # fmt: skip
        end = match.end()
    return Markup().join([*parts, markdown(text[end:])])
