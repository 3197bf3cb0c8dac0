"""Markdown of the pages: formulas, folded parts, and nothing that acts."""

import pytest

from assistant.entrypoints.pages.listing import listing
from assistant.entrypoints.pages.markdown import as_forum, markdown


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        ("the mean is $\\frac{1}{m}$", "<mfrac>", "$"),
        ("$$a = b$$", 'display="block"', "$"),
        ("`$x$` is code", "<code>$x$</code>", "<math"),
        ("costs 5 $ or 6 $ a month", "5 $ or 6 $", "<math"),
        ("$\\frac{$", "\\frac{", "<math"),
        ("$\\text{<b>}$", "&lt;b&gt;", "<b>"),
        ("$\\text{&lt;b&gt;}$", "&lt;b&gt;", "<b>"),
        ("$\\href{javascript:x}{y}$", "<mi>y</mi>", "href"),
        ("$\\style{color:red}{y}$", "<mi>y</mi>", "style="),
        ("<b>bold</b>", "&lt;b&gt;", "<b>"),
    ],
)
def test_formulas_are_set_and_the_rest_is_text(text: str, there: str, not_there: str) -> None:
    html = str(markdown(text))
    assert there in html
    assert not_there not in html


def test_a_folded_part_is_a_details_element() -> None:
    html = str(as_forum('before\n\n[details="The idea & more"]\nit is $x$\n[/details]\nafter'))
    assert "<details><summary>The idea &amp; more</summary><p>it is <math" in html
    assert html.startswith("<p>before</p>")
    assert html.endswith("<p>after</p>\n")


def test_lines_keep_their_numbers_and_their_markup_is_text() -> None:
    shown = listing('\n\nx = """<b>\n</b>"""\n', {4})
    assert [line.number for line in shown] == [1, 2, 3, 4]
    assert [line.number for line in shown if line.wrong] == [4]
    assert "<b>" not in "".join(line.html for line in shown)


def test_of_long_code_the_part_with_the_fault_is_shown() -> None:
    shown = listing("x = 1\n" * 5000, {3000})
    assert (shown[0].number, len(shown)) == (2971, 400)
