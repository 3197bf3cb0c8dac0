"""Shares with Wilson's interval, and the interval of any other figure by drawing rows again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

Z = 1.959964  # the normal quantile of a two-sided interval of 95 %
DRAWS = 2000
SEED = 20

Arrays = tuple[np.ndarray, ...]


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """The share itself, None where there is nothing."""
        return round(self.hits / self.of, 4) if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's interval of 95 % (Wilson, 1927); it stays within 0 and 1 for few rows too."""
        if not self.of:
            return None
        share, n = self.hits / self.of, self.of
        middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z / (1 + Z * Z / n) * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
        return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)

    def as_json(self) -> dict[str, object]:
        """The share, what it is made of, and its interval."""
        return {
            "hits": self.hits,
            "of": self.of,
            "share": self.value,
            "interval": None if self.interval is None else list(self.interval),
        }


def share(holds: Sequence[bool]) -> Share:
    """How many hold, of all."""
    return Share(sum(holds), len(holds))


def drawn_again(arrays: Arrays, figure: Callable[[Arrays], float]) -> tuple[float, float] | None:
    """The percentile bootstrap of 95 %: rows are drawn again, with replacement, always the same."""
    count = len(arrays[0])
    if not count:
        return None
    rng = np.random.default_rng(SEED)
    draws = rng.integers(0, count, (DRAWS, count))
    found = [figure(tuple(one[draw] for one in arrays)) for draw in draws]
    low, high = np.percentile(found, (2.5, 97.5))
    return round(float(low), 4), round(float(high), 4)
