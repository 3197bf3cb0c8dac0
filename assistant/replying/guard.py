"""The leak guard: no run of six tokens of a reference may stand in a reply."""

import hashlib
import re  # a reply is short, and these patterns need no stepping back

TOKEN = re.compile(r"[A-Za-z_]\w*|\d+\.?\d*|\*\*|[-+*/@=<>()\[\]{}.,:]")
COMMENT = re.compile(r"#[^\n]*|\"\"\"(?s:.*?)\"\"\"")
RUN = 6
OPERATORS = set("+-*/@=<>[") | {"**"}


def fingerprints(source: str) -> set[int]:
    """Hashes of all six-token runs that hold an operator and two names."""
    found = set()
    for line in COMMENT.sub(" ", source).split("\n"):
        tokens = [token for token in TOKEN.findall(line) if token not in "()"]
        for start in range(len(tokens) - RUN + 1):
            run = tokens[start : start + RUN]
            if telling(run):
                found.add(mark(run))
    return found


def telling(run: list[str]) -> bool:
    """A formula rather than words: operators between names."""
    names = {token for token in run if token[0].isalpha() and token not in ("np", "return", "def")}
    return len(names) >= 2 and any(token in OPERATORS for token in run)


def mark(run: list[str]) -> int:
    """A hash that is the same in every process."""
    digest = hashlib.blake2b(" ".join(run).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


class Guard:
    """Knows the fingerprints of the references, not the references."""

    def __init__(self, hashes: frozenset[int]) -> None:
        self.hashes = hashes

    def leaks(self, text: str) -> bool:
        """The text holds a run of a reference."""
        return not self.hashes.isdisjoint(fingerprints(text.replace("`", " ")))
