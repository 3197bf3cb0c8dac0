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


def get_batches(
    data: list[str], word2Ind: dict[str, int], V: int, C: int, batch_size: int
) -> Iterator[tuple[Array, Array]]:
    """Mean context x and one-hot centre y of consecutive windows, (V, batch_size), for ever."""
    words = np.array([word2Ind[word] for word in data])
    windows = np.lib.stride_tricks.sliding_window_view(words, 2 * C + 1)
    around, columns = np.delete(windows, C, axis=1), np.arange(batch_size)
    start = 0
    while True:
        chosen = (start + columns) % len(windows)
        x, y = np.zeros((V, batch_size)), np.zeros((V, batch_size))
        np.add.at(x, (around[chosen].T, columns), 1 / (2 * C))
        y[windows[chosen, C], columns] = 1
        yield x, y
        start += batch_size


def process_tweet(tweet: str) -> list[str]:
    """The words of a tweet in lower case; the course's own also takes their stems."""
    return tweet.lower().split()


def cross_entropy(A3: Array, Y: Array) -> Any:
    """The cost without regularization, a number; both (1, m)."""
    return np.nansum(-np.log(A3) * Y - np.log(1 - A3) * (1 - Y)) / Y.shape[1]


SHAPES = {
    "W1": (5, 4), "b1": (5, 1), "W2": (3, 5), "b2": (3, 1), "W3": (1, 3), "b3": (1, 1),
}  # fmt: skip


def dictionary_to_vector(parameters: dict[str, Array]) -> tuple[Array, list[str]]:
    """The network of gradient checking as one column (47, 1), and each entry's key."""
    keys = [name for name in SHAPES for _ in range(np.size(parameters[name]))]
    return np.concatenate([np.reshape(parameters[name], (-1, 1)) for name in SHAPES]), keys


def vector_to_dictionary(theta: Array) -> dict[str, Array]:
    """The network of a column (47, 1)."""
    ends = np.cumsum([rows * columns for rows, columns in SHAPES.values()])
    pieces = np.split(np.ravel(theta), ends[:-1])
    return {name: p.reshape(s) for (name, s), p in zip(SHAPES.items(), pieces, strict=True)}


def gradients_to_vector(gradients: dict[str, Array]) -> Array:
    """The gradients of that network as a column (47, 1)."""
    return np.concatenate([np.reshape(gradients[f"d{name}"], (-1, 1)) for name in SHAPES])


def forward_propagation_n(X: Array, Y: Array, parameters: dict[str, Array]) -> tuple[Any, Any]:
    """The cost of that network, X (4, m), and its cache."""
    W1, b1, W2, b2, W3, b3 = (parameters[name] for name in SHAPES)
    Z1 = W1 @ X + b1
    A1 = relu(Z1)
    Z2 = W2 @ A1 + b2
    A2 = relu(Z2)
    Z3 = W3 @ A2 + b3
    A3 = sigmoid(Z3)
    logprobs = -np.log(A3) * Y + -np.log(1 - A3) * (1 - Y)
    cost = 1.0 / X.shape[1] * np.sum(logprobs)
    return cost, (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)


HELPERS: dict[str, Callable[..., Any]] = {
    "sigmoid": sigmoid,
    "relu": relu,
    "sigmoid_and_cache": sigmoid_and_cache,
    "relu_and_cache": relu_and_cache,
    "sigmoid_backward": sigmoid_backward,
    "relu_backward": relu_backward,
    "softmax": softmax,
    "cross_entropy": cross_entropy,
    "dictionary_to_vector": dictionary_to_vector,
    "vector_to_dictionary": vector_to_dictionary,
    "gradients_to_vector": gradients_to_vector,
    "forward_propagation_n": forward_propagation_n,
    "get_dict": get_dict,
    "get_batches": get_batches,
    "process_tweet": process_tweet,
}
