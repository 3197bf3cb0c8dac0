"""LaTeX as MathML, with nothing in it that a page could follow or run."""

from html import unescape
from xml.etree.ElementTree import Element, tostring

from latex2mathml import exceptions
from latex2mathml.converter import convert_to_element
from markupsafe import Markup, escape

NO_LATEX: tuple[type[Exception], ...] = (
    *(one for one in vars(exceptions).values() if isinstance(one, type)),
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    RecursionError,
    StopIteration,
)
FORBIDDEN = ("href", "class", "style", "id")


def mathml(latex: str, *, block: bool = False) -> Markup:
    """One formula; what is no LaTeX is shown as text."""
    try:
        found = convert_to_element(latex.strip(), display="block" if block else "inline")
    except NO_LATEX:
        return escape(latex)
    html = Markup(tostring(harmless(found), encoding="unicode"))  # noqa: S704 -- escaped by tostring
    if not block:
        return html
    return Markup(
        '<span class="formula" tabindex="0" role="group" aria-label="Formula">{}</span>'
    ).format(html)


def harmless(tree: Element) -> Element:
    """The tree without links and styles; the converter's entities as the letters they stand for.

    Its own `convert` undoes the escaping of the whole text, which would let markup through.
    """
    for one in tree.iter():
        one.text, one.tail = unescape(one.text or ""), unescape(one.tail or "")
        for name in FORBIDDEN:
            one.attrib.pop(name, None)
    return tree
