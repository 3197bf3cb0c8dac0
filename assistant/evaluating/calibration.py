"""Stated confidence against truth: bins of equal width, and the expected calibration error."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from assistant.evaluating.intervals import Arrays, drawn_again

BINS = 15


def places(confidence: np.ndarray) -> np.ndarray:
    """The bin of each confidence: (0, 1/15], (1/15, 2/15], ..."""
    return np.asarray(np.clip(np.ceil(confidence * BINS - 1e-9).astype(int) - 1, 0, BINS - 1))


def error_of(arrays: Arrays) -> float:
    """Sum over the bins of their part of the rows times |mean confidence - share right|.

    `arrays` are the confidences (n,) and what was right (n,) (Naeini, Cooper, Hauskrecht, 2015).
    """
    confidence, right = arrays
    gaps = np.bincount(places(confidence), weights=confidence - right, minlength=BINS)
    return float(np.abs(gaps).sum() / len(confidence))


def calibration(confidence: Sequence[float], right: Sequence[bool]) -> dict[str, Any]:
    """The expected calibration error, of how many rows, its interval, and the bins."""
    arrays = np.array(confidence, float), np.array(right, float)
    interval = drawn_again(arrays, error_of)
    return {
        "rows": len(confidence),
        "error": round(error_of(arrays), 4) if len(confidence) else None,
        "interval": None if interval is None else list(interval),
        "bins": [one for place in range(BINS) if (one := of_bin(place, *arrays))],
    }


def of_bin(place: int, confidence: np.ndarray, right: np.ndarray) -> dict[str, Any] | None:
    """One bin, None where it is empty."""
    inside = places(confidence) == place
    if not inside.any():
        return None
    return {
        "from": round(place / BINS, 4),
        "to": round((place + 1) / BINS, 4),
        "rows": int(inside.sum()),
        "stated": round(float(confidence[inside].mean()), 4),
        "right": round(float(right[inside].mean()), 4),
    }
