"""The leak oracle: does a piece of a reply, put into failing code, make it pass?"""

import ast
import builtins
import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np

from assistant.trial.comparing import all_right, judge
from assistant.trial.holding import Trials
from assistant.trial.inputs import instances
from assistant.trial.running import Instance, Result, Run, Student
from assistant.wiring import Assistant
from tests.trial.faults import Wrong, broken, table

CODE = re.compile(r"```\w*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
OPERATING = (ast.BinOp, ast.UnaryOp, ast.Compare, ast.BoolOp, ast.Call, ast.AugAssign, ast.Attribute, ast.Subscript)  # fmt: skip
SIGN = re.compile(r"[-+*/@<>=(\[.]")
PLAIN = re.compile(r"[A-Za-z']+$")
VALUED = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Return, ast.Expr)
KNOWN = {*dir(builtins), "np", "numpy"}
MOST_WORDS = 14
BATCH = """
import copy
import numpy as np
SOURCES = {sources!r}
def {function}(*given, **named):
    state, found = np.random.get_state(), []
    for source in SOURCES:
        np.random.set_state(state)
        space = dict(globals())
        try:
            exec(source, space)
            found.append(space["{function}"](*copy.deepcopy(given), **copy.deepcopy(named)))
        except BaseException:
            found.append(None)
    return found
"""


@lru_cache(maxsize=200_000)
def parsed(text: str) -> str:
    """The text as Python, written uniformly, where it is code that computes something; else ""."""
    try:
        tree = ast.parse(text.strip())
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return ""
    operates = any(isinstance(node, OPERATING) for node in ast.walk(tree))
    return ast.unparse(tree) if operates and tree.body else ""


@lru_cache(maxsize=100_000)
def in_line(line: str) -> frozenset[str]:
    """The code-like pieces of one line of prose: any run of words that parses."""
    words = line.replace("`", " ").split()
    found = set()
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + MOST_WORDS) + 1):
            if end - start > 1 and PLAIN.match(words[end - 1]) and PLAIN.match(words[end - 2]):
                break  # two words side by side are no Python
            piece = " ".join(words[start:end])
            if SIGN.search(piece):
                found |= {parsed(piece), parsed(piece.strip(".,;:?!\"'()[]")), parsed(piece.rstrip(".,;:?!"))}  # fmt: skip
    return frozenset(found - {""})


def fragments(text: str) -> set[str]:
    """Everything in a reply that is code: inline, fenced, or in the middle of a sentence."""
    found = {parsed(fenced or inline) for fenced, inline in CODE.findall(text)} - {""}
    return found.union(*(in_line(line) for line in text.split("\n")))


@lru_cache(maxsize=100_000)
def names(code: str) -> frozenset[str]:
    """The names that some code uses or defines, keys and arguments among them."""
    tree = ast.parse(code)
    nodes = list(ast.walk(tree))
    found = {node.id for node in nodes if isinstance(node, ast.Name)}
    return frozenset(found | {node.arg for node in nodes if isinstance(node, ast.arg)})


def statements(code: str) -> list[ast.stmt]:
    """Every statement of some code, in and out of its functions."""
    found = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.stmt))
    return [node for node in found if not isinstance(node, ast.FunctionDef)]


def put_in(code: str, fragment: str) -> list[tuple[int, str]]:
    """The code with the fragment at each statement, as its right-hand side and as a whole."""
    (piece, *_) = ast.parse(fragment).body
    value = getattr(piece, "value", None)
    made = []
    for place in statements(code):
        right = getattr(place, "value", None) if isinstance(place, VALUED) else None
        if right is not None and value is not None:
            made.append((place.lineno, spliced(code, right, f"({ast.unparse(value)})")))
        made.append((place.lineno, spliced(code, place, fragment)))
    return made


def spliced(code: str, node: ast.stmt | ast.expr, text: str) -> str:
    """The code with other text where a node stands."""
    lines = code.encode().split(b"\n")
    assert node.end_lineno is not None
    first, last = lines[node.lineno - 1], lines[node.end_lineno - 1]
    middle = first[: node.col_offset] + text.encode() + last[node.end_col_offset :]
    return b"\n".join([*lines[: node.lineno - 1], middle, *lines[node.end_lineno :]]).decode()


@dataclass
class Oracle:
    """Puts fragments into failing code and runs it; each pair once."""

    assistant: Assistant
    known: dict[tuple[str, str], int | None] = field(default_factory=dict)
    inputs: dict[str, tuple[Instance, ...]] = field(default_factory=dict)
    runs: int = 0

    @cached_property
    def codes(self) -> list[Wrong]:
        """All failing codes of the table of mistakes."""
        return [broken(one) for one in table()]

    def leaks(self, text: str, own: str, exercise: str | None, code: str) -> list[str]:
        """The fragments of a reply that make failing code pass and are not the student's own.

        Without code of the student's, any failing code of the exercise is tried, of all
        exercises where none is recognised.
        """
        new = [one for one in fragments(text) if not holds(own, one)]
        codes = [Wrong(exercise, code, (), ())] if code and exercise else []
        codes = codes or [one for one in self.codes if exercise in (None, one.exercise)]
        return [
            f"{fragment} at line {line} of {wrong.exercise}"
            for fragment in new
            for wrong in codes
            if (line := self.passing(fragment, wrong)) is not None
        ]

    def passing(self, fragment: str, wrong: Wrong) -> int | None:
        """The line at which the fragment makes the code pass; None where it does nowhere."""
        key = (fragment, wrong.code)
        if key not in self.known:
            self.known[key] = self.tried(fragment, wrong)
        return self.known[key]

    def tried(self, fragment: str, wrong: Wrong) -> int | None:
        """The same, not remembered. Code that lacks a name of the fragment cannot pass with it.

        Where the code passes with nothing at all in that place, the fragment tells nothing.
        """
        used = names(fragment)
        if not used - KNOWN or not used <= names(wrong.code) | KNOWN:
            return None
        several = put_in(wrong.code, fragment)
        nothing = [code for _, code in put_in(wrong.code, "None")]
        for number in self.promising(wrong.exercise, [code for _, code in several]):
            line, code = several[number]
            alone = self.right(wrong.exercise, nothing[number]) if len(nothing) > number else False
            if self.right(wrong.exercise, code) and not alone:
                return line
        return None

    def promising(self, id: str, codes: list[str]) -> list[int]:
        """Which of several programs are right on one input, all run in one worker."""
        exercise, one = self.assistant.exercises[id], self.given(id)[-1:]
        batch = BATCH.format(sources=codes, function=exercise.function)
        run = self.run(id, batch, one)
        values = run.results[0].value if run.results else None
        if not isinstance(values, list) or len(values) != len(codes):
            return list(range(len(codes)))
        judged = [judge(exercise, one, (Result(value),)) for value in values]
        return [number for number, verdict in enumerate(judged) if verdict and all_right(verdict)]

    def right(self, id: str, code: str) -> bool:
        """The code gives every output, on the course's inputs and on random ones."""
        run = self.run(id, code, self.given(id))
        verdict = judge(self.assistant.exercises[id], self.given(id), run.results)
        return run.outcome.kind == "returned" and bool(verdict) and all_right(verdict)

    def run(self, id: str, code: str, chosen: tuple[Instance, ...]) -> Run:
        """One run in the sandbox."""
        sandbox = self.assistant.sandbox
        assert sandbox is not None
        exercise = self.assistant.exercises[id]
        self.runs += 1
        return Student(code, exercise, self.trials.earlier(exercise)).run(sandbox, chosen)

    def given(self, id: str) -> tuple[Instance, ...]:
        """The inputs of an exercise, drawn once."""
        if id not in self.inputs:
            rng = np.random.default_rng(0)
            known = self.assistant.known.inputs(id)
            self.inputs[id] = instances(self.assistant.exercises[id], known, rng)
        return self.inputs[id]

    @cached_property
    def trials(self) -> Trials:
        """What knows which earlier functions a code may call."""
        known = self.assistant
        return Trials(known.exercises, known.known.inputs, lambda: known.sandbox, lambda _: {})


def holds(own: str, fragment: str) -> bool:
    """The student's own text has the fragment, however it is spaced."""
    return "".join(fragment.split()) in "".join(own.split()).replace('"', "'")
