"""Formulas as hashes that all their writings share."""

import hashlib
import re  # a reply is short, and these patterns need no stepping back
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

COMMENT = re.compile(r"#[^\n]*|\"\"\"(?s:.*?)\"\"\"")
TOKEN = re.compile(
    r"[A-Za-z_]\w*[ \t]*\[[ \t]*[\"'](?P<key>\w+)[\"'][ \t]*\]"
    r"|(?:np|numpy)[ \t]*\.[ \t]*(?:\w+[ \t]*\.[ \t]*)?(?P<called>\w+)[ \t]*\("
    r"|\.[ \t]*(?P<method>[a-z]\w*)[ \t]*\("
    r"|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<number>\d+\.?\d*)"
    r"|(?P<operator>\*\*|//|[-+*/@=<>−×·])"
    r"|(?P<punctuation>[()\[\]{},\n])"
)
# Functions that have a sign, and other signs for the same.
SIGNS = {
    "dot": "@", "matmul": "@", "multiply": "*", "subtract": "-", "add": "+", "divide": "/",
    "true_divide": "/", "power": "**", "square": "** 2", "transpose": "T", "negative": "-",
    "−": "-", "×": "*", "·": "*",
}  # fmt: skip
OPERATORS = {"+", "-", "*", "/", "//", "@", "=", "<", ">", "**"}
SIGNED = (*OPERATORS, *SIGNS)
WORDS = {"np", "numpy", "T", "return", "def", "axis", "keepdims", "True", "False", "None", "sum"}
COUNTS = {"m", "batch_size"}
SCALE = "1/m"
RUN, SHORTEST, LONGEST, DEPTH = 6, 3, 24, 3


def normalised(text: str) -> list[list[str]]:
    """Statements as tokens that equivalent writings share.

    `np.dot(a, b)`, `np.matmul(a, b)`, `a.dot(b)` and `a @ b` are all `a @ b`; likewise
    products, powers and transposes. A key stands for its value, and an average for its sum,
    since the factor may be anywhere. Brackets and commas are left out.
    """
    statements: list[list[str]] = [[]]
    open_calls: list[str] = []
    for match in TOKEN.finditer(text):
        kind = str(match.lastgroup)
        word = match[kind]
        if kind == "called":
            open_calls.append(word)
        elif kind == "punctuation":
            statements[-1] += punctuated(word, open_calls)
            if word == "\n" and not open_calls:
                statements.append([])
        elif word not in ("np", "numpy"):
            statements[-1] += written(word)
            open_calls += [""] * (kind == "method")
    return [unscaled(tokens) for tokens in statements]


def punctuated(word: str, open_calls: list[str]) -> list[str]:
    """What a bracket or comma adds: a function stands behind its first argument, as a sign does."""
    found: list[str] = []
    if word in "([{":
        open_calls.append("")
    elif open_calls and word in ",)]}":
        name = open_calls.pop()
        found = written(name) if name else []
        if word == ",":
            open_calls.append("")
    return found


def written(word: str) -> list[str]:
    """The tokens of one word; `1.` is `1`."""
    number = word.rstrip("0").rstrip(".") if "." in word else word
    return SIGNS.get(word, number or "0").split()


def unscaled(tokens: Sequence[str]) -> list[str]:
    """Without the factor of an average: `1 / m *`, `* 1 / m` and `/ m`."""
    kept: list[str] = []
    for token in tokens:
        if token in COUNTS and kept[-1:] == ["/"]:
            kept.pop()
            if kept[-2:] == ["*", "1"]:
                del kept[-2:]
            elif kept[-1:] == ["1"]:
                kept[-1] = SCALE
        elif token == "*" and kept[-1:] == [SCALE]:
            kept.pop()
        else:
            kept.append(token)
    return [token for token in kept if token != SCALE]


def fingerprints(source: str) -> set[int]:
    """Hashes of a reference: its runs of six tokens, and its shorter formulas as a whole.

    A student writes in one line what the reference does in steps, so formulas count
    with the formulas of their steps put in, too.
    """
    statements = normalised(COMMENT.sub(" ", source))
    steps = dict(steps_of(statements))
    formulas = [right_side(tokens) for tokens in statements]
    put_in = (one for formula in formulas for one in expanded(formula, steps))
    nested = {tuple(one) for one in put_in}
    found = {mark(run) for tokens in [*statements, *nested] for run in runs(tokens, RUN)}
    whole = [one for one in (*formulas, *nested) if SHORTEST <= len(one) < RUN and telling(one)]
    return found | {mark(one) for one in whole}


def steps_of(statements: Sequence[Sequence[str]]) -> Iterator[tuple[str, Sequence[str]]]:
    """The formula of each function that only returns one, by its name."""
    for head, body in pairwise(statements):
        if head[:1] == ["def"] and body[:1] == ["return"]:
            yield head[1], body[1:]


def expanded(
    formula: Sequence[str], steps: Mapping[str, Sequence[str]], depth: int = DEPTH
) -> Iterator[Sequence[str]]:
    """A formula with the formulas of up to three of its steps put in."""
    for name in dict.fromkeys(formula) if depth else ():
        if name in steps and len(steps[name]) > 1 and len(formula) <= LONGEST:
            parts = (steps[name] if token == name else [token] for token in formula)
            one = [token for part in parts for token in part]
            yield one
            yield from expanded(one, steps, depth - 1)


def right_side(tokens: Sequence[str]) -> Sequence[str]:
    """What is returned or assigned."""
    starts = [place for place, token in enumerate(tokens) if token in ("return", "=")]
    return tokens[starts[0] + 1 :] if starts else ()


def runs(tokens: Sequence[str], *lengths: int) -> Iterator[Sequence[str]]:
    """All runs of some lengths that are formulas; prose has few operators, so they lead the way."""
    signs = [place for place, token in enumerate(tokens) if token in OPERATORS]
    names = [token if is_name(token) else "" for token in tokens] if signs else []
    for length in lengths:
        last = len(tokens) - length
        windows = (range(max(0, place - length + 1), min(place, last) + 1) for place in signs)
        for start in sorted({start for window in windows for start in window}):
            if len({name for name in names[start : start + length] if name}) >= 2:
                yield tokens[start : start + length]


def telling(run: Sequence[str]) -> bool:
    """A formula rather than words: operators between names."""
    return len(set(filter(is_name, run))) >= 2 and any(token in OPERATORS for token in run)


def is_name(token: str) -> bool:
    """A name of a value, no number and no word of NumPy."""
    return token[0].isalpha() and token not in WORDS


def mark(run: Sequence[str]) -> int:
    """A hash that is the same in every process."""
    digest = hashlib.blake2b(" ".join(run).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def marks(text: str) -> set[int]:
    """Hashes of all runs of a text that may be a formula of a reference."""
    if not any(map(text.__contains__, SIGNED)):
        return set()  # as most sentences
    words = text.replace("`", " ").replace("\n", " ")
    (tokens,) = normalised(words)
    return {mark(run) for run in runs(tokens, *range(SHORTEST, RUN + 1))}
