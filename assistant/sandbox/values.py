"""Plain data and arrays as JSON, for both sides of the wall; nothing is ever unpickled."""

import base64
import json
import math
import struct
from typing import Any

import numpy as np

DTYPES = {"<f8", "<f4", "<i8", "<i4", "<i2", "|i1", "|u1", "|b1", "<c16"}
MOST_ELEMENTS = 2_000_000
DEEPEST = 30
HEADER = struct.Struct("<I")
_tobytes = np.ndarray.tobytes


def dumps(value: Any) -> bytes:
    """A frame's body."""
    return json.dumps(encode(value), separators=(",", ":")).encode()


def loads(body: bytes) -> Any:
    """The value of a frame's body. Raises ValueError for anything malformed."""
    try:
        return decode(json.loads(body))
    except (RecursionError, KeyError, TypeError, OverflowError) as error:
        raise ValueError(f"malformed frame: {type(error).__name__}") from None


def encode(value: Any, depth: int = 0) -> Any:
    """Plain data that JSON can carry; what is not plain becomes the name of its type."""
    kind = type(value)
    if depth > DEEPEST:
        return {"$": "o", "v": "nested too deeply"}
    if value is None or kind is bool or kind is str:
        return value
    if kind is int:
        return value if abs(value) < 2**63 else {"$": "o", "v": "int"}
    if kind is float:
        return value if math.isfinite(value) else {"$": "f", "v": repr(value)}
    if kind is list:
        return [encode(part, depth + 1) for part in value]
    if kind is tuple:
        return {"$": "t", "v": [encode(part, depth + 1) for part in value]}
    if kind is dict:
        pairs = [[encode(k, depth + 1), encode(v, depth + 1)] for k, v in value.items()]
        return {"$": "d", "v": pairs}
    return encode_array(value)


def encode_array(value: Any) -> Any:
    """Arrays and NumPy scalars as raw bytes; subclasses as what they are underneath."""
    tag = "s" if isinstance(value, np.generic) else "a"
    if not isinstance(value, np.ndarray | np.generic):
        return {"$": "o", "v": type(value).__name__[:80]}
    array = np.ndarray.__array__(value) if isinstance(value, np.ndarray) else np.asarray(value)
    if type(array) is not np.ndarray:
        array = array.view(np.ndarray)
    name = array.dtype.newbyteorder("<").str if array.dtype.itemsize > 1 else array.dtype.str
    if name not in DTYPES or array.size > MOST_ELEMENTS:
        return {"$": "o", "v": f"array of {array.dtype}"[:80]}
    raw = _tobytes(array.astype(name, copy=False))
    body = base64.b64encode(raw).decode()
    return {"$": tag, "d": name, "s": list(array.shape), "b": body}


def decode(data: Any, depth: int = 0) -> Any:
    """The inverse of `encode`, for data that a stranger sent."""
    if depth > 2 * DEEPEST:
        raise ValueError("nested too deeply")
    if data is None or isinstance(data, (bool, int, float, str)):
        return data
    if isinstance(data, list):
        return [decode(part, depth + 1) for part in data]
    if not isinstance(data, dict):
        raise ValueError("not plain data")
    return tagged(data, depth)


def tagged(data: dict[str, Any], depth: int) -> Any:
    """A value that carries its type."""
    match data.get("$"):
        case "t":
            return tuple(decode(part, depth + 1) for part in listed(data["v"]))
        case "d":
            pairs = [listed(pair) for pair in listed(data["v"])]
            return {key(decode(k, depth + 1)): decode(v, depth + 1) for k, v in pairs}
        case "f":
            return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[data["v"]]
        case "o":
            return Opaque(str(data["v"])[:100])
        case "a" | "s" as tag:
            array = decode_array(data)
            return array if tag == "a" else array[()]
    raise ValueError("unknown tag")


class Opaque(str):
    """The name of a type whose value does not cross the wall."""


def listed(data: Any) -> list[Any]:
    """A list, or ValueError."""
    if not isinstance(data, list):
        raise ValueError("not a list")
    return data


def key(value: Any) -> Any:
    """A key of a dictionary: text or a number."""
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    if isinstance(value, tuple):
        return tuple(key(part) for part in value)
    raise ValueError("not a key")


def decode_array(data: dict[str, Any]) -> np.ndarray:
    """An array whose bytes are exactly as many as its shape and dtype say."""
    shape = listed(data["s"])
    if data["d"] not in DTYPES or len(shape) > 8:
        raise ValueError("not an array of numbers")
    if not all(type(side) is int and side >= 0 for side in shape):
        raise ValueError("not a shape")
    dtype = np.dtype(data["d"])
    raw = base64.b64decode(data["b"], validate=True)
    if math.prod(shape) > MOST_ELEMENTS or math.prod(shape) * dtype.itemsize != len(raw):
        raise ValueError("an array of another size than it says")
    return np.frombuffer(raw, dtype=dtype).reshape(shape).copy()
