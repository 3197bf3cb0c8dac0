"""Data sets of the courses in our own making: the shapes are theirs, the numbers are not."""

from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray


def load_planar_dataset() -> tuple[Array, Array]:
    """A flower with two kinds of petals: X (2, 400), Y (1, 400)."""
    rng = np.random.default_rng(1)
    Y = np.repeat([0, 1], 200)
    angle = np.concatenate([np.linspace(0, 3.12, 200), np.linspace(3.12, 6.24, 200)])
    angle += rng.normal(0, 0.2, 400)
    radius = 4 * np.sin(4 * angle) + rng.normal(0, 0.2, 400)
    return radius * np.array([np.sin(angle), np.cos(angle)]), Y.reshape(1, 400)


def load_extra_datasets() -> tuple[tuple[Array, Array], ...]:
    """Five small data sets of two classes, each X (200, 2) and Y (200,)."""
    rng = np.random.default_rng(2)
    labels = np.repeat([0, 1], 100)
    sets = (rng.normal(labels[:, None] * shift, 1.0, (200, 2)) for shift in range(1, 5))
    return (*((X, labels) for X in sets), (rng.random((200, 2)), rng.integers(0, 2, 200)))


def load_2D_dataset() -> tuple[Array, Array, Array, Array]:
    """Training and test points in the plane: X (2, 211), Y (1, 211), and (2, 200), (1, 200)."""
    rng = np.random.default_rng(3)
    train, test = rng.normal(0, 0.3, (2, 211)), rng.normal(0, 0.3, (2, 200))
    return train, (train.sum(0) > 0)[None] * 1, test, (test.sum(0) > 0)[None] * 1


def load_data() -> tuple[Array, Array, Array, Array, Array]:
    """Pictures of noise: (209, 64, 64, 3), labels (1, 209), 50 more to test, and two classes."""
    rng = np.random.default_rng(4)
    train, test = (rng.integers(0, 256, (n, 64, 64, 3), dtype=np.uint8) for n in (209, 50))
    labels = [rng.integers(0, 2, (1, n)) for n in (209, 50)]
    return train, labels[0], test, labels[1], np.array([b"non-cat", b"cat"])


def nothing(*_: object, **__: object) -> None:
    """A plot that is not drawn."""


DATA: dict[str, Callable[..., Any]] = {
    "load_planar_dataset": load_planar_dataset,
    "load_extra_datasets": load_extra_datasets,
    "load_2D_dataset": load_2D_dataset,
    "load_data": load_data,
    "load_dataset": load_data,
    "plot_decision_boundary": nothing,
    "print_mislabeled_images": nothing,
    "plot_costs": nothing,
}
