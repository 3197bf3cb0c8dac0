"""gradmentor: names the mistake behind an error in a NumPy deep-learning assignment."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.scripting import Diagnosed

__version__ = "0.1.0"


def diagnose(text: str = "", code: str = "", exercise: str = "", rung: int = 1) -> "Diagnosed":
    """Diagnose a post, code, or both; shows itself in a notebook. Raises UnreadableInput."""
    from assistant.scripting import diagnose as diagnose_here  # everything else is imported here

    return diagnose_here(text, code, exercise, rung)
