"""Evens out what editors and forums do to text: line ends, quotes, invisible characters."""

import html

TABLE = str.maketrans(
    {
        "\r": "\n",
        "\u00a0": " ",
        "\u202f": " ",
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
        "\0": None,
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "−": "-",
    }
)


def cleaned(text: str) -> str:
    """The text with plain quotes, plain spaces and plain line ends."""
    text = text.replace("\r\n", "\n").translate(TABLE)
    return html.unescape(text) if "&" in text else text
