"""Many patterns asked at once: only those are tried whose words stand in a text."""

from collections.abc import Iterable
from typing import Any

import re2


def together(patterns: Iterable[Any]) -> Any:
    """A filter of compiled patterns; `Match(text, potential=True)` tells the places of those
    that may fit, `Match(text)` of those that do. None fits a text where it gives None."""
    found = re2.Filter()
    for pattern in patterns:
        found.Add(pattern.pattern)
    found.Compile()
    return found


def literals(words: Iterable[str]) -> Any:
    """A set of plain words; `Match(text)` tells the places of those that stand in a text."""
    options = re2.Options()
    options.literal = True
    found = re2.Set.SearchSet(options)
    for word in words:
        found.Add(word)
    found.Compile()
    return found
