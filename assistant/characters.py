"""Whole characters: JSON and the command line can bring half of one, which nothing can encode."""


def well_formed(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, and two halves that meet put together."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
