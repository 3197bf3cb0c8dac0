"""gradmentor: names the mistake behind an error in a NumPy deep-learning assignment."""

__version__ = "0.1.0"
