"""Helpers that the courses hand out beside an assignment, in our own writing."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

Array = np.ndarray


def sigmoid(z: Any) -> Any:
    """1 / (1 + exp(-z)), any shape."""
    return 1 / (1 + np.exp(-z))


def relu(z: Any) -> Any:
    """max(0, z), any shape."""
    return np.maximum(0, z)


def sigmoid_and_cache(Z: Any) -> tuple[Any, Any]:
    """The activation and its argument."""
    return sigmoid(Z), Z


def relu_and_cache(Z: Any) -> tuple[Any, Any]:
    """The activation and its argument."""
    return relu(Z), Z


def sigmoid_backward(dA: Array, cache: Array) -> Any:
    """dZ of a sigmoid layer; `cache` is Z, in the shape of dA."""
    A = sigmoid(cache)
    return dA * A * (1 - A)


def relu_backward(dA: Array, cache: Array) -> Any:
    """dZ of a relu layer; `cache` is Z, in the shape of dA."""
    return dA * (cache > 0)


def softmax(z: Array) -> Any:
    """Over columns, (V, m)."""
    e_z = np.exp(z)
    return e_z / e_z.sum(axis=0)


def get_dict(data: list[str]) -> tuple[dict[str, int], dict[int, str]]:
    """Word to index and back, words in alphabetical order."""
    words = sorted(set(data))
    return {w: i for i, w in enumerate(words)}, dict(enumerate(words))


def get_vectors(
    data: list[str], word2Ind: dict[str, int], V: int, C: int
) -> Iterator[tuple[Array, Array]]:
    """Mean context vector and one-hot centre word, (V,) each, window after window, for ever."""
    while True:
        for centre in range(C, len(data) - C):
            around = data[centre - C : centre] + data[centre + 1 : centre + C + 1]
            context, middle = np.zeros(V), np.zeros(V)
            np.add.at(context, [word2Ind[word] for word in around], 1 / (2 * C))
            middle[word2Ind[data[centre]]] = 1
            yield context, middle


def get_batches(
    data: list[str], word2Ind: dict[str, int], V: int, C: int, batch_size: int
) -> Iterator[tuple[Array, Array]]:
    """Batches x and y of consecutive windows, (V, batch_size) each."""
    vectors = get_vectors(data, word2Ind, V, C)
    while True:
        pairs = [next(vectors) for _ in range(batch_size)]
        yield np.array([x for x, _ in pairs]).T, np.array([y for _, y in pairs]).T


HELPERS: dict[str, Callable[..., Any]] = {
    "sigmoid": sigmoid,
    "relu": relu,
    "sigmoid_and_cache": sigmoid_and_cache,
    "relu_and_cache": relu_and_cache,
    "sigmoid_backward": sigmoid_backward,
    "relu_backward": relu_backward,
    "softmax": softmax,
    "get_dict": get_dict,
    "get_batches": get_batches,
}
