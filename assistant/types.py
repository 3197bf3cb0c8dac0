"""The nouns of the road: Post, Report, Trial, Finding, Diagnosis, Reply."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import IntEnum
from typing import Literal

from assistant.characters import well_formed

Verdict = Literal[
    "correct", "incorrect", "crashed", "timed-out", "out-of-memory", "refused", "ran", "not-run"
]
Status = Literal["correct", "wrong-values", "wrong-shape", "wrong-type", "missing", "not-finite"]
Role = Literal["actual", "expected", "unknown"]

Form = Literal["forum", "web", "terminal"]
Link = Callable[[str], str]  # from an exercise, or "", to an address; "" for none
State = Literal["right", "inside", "wrong", "depends", "absent"]
Standing = Literal["right", "differs", "not compared"]
Grid = tuple[tuple[float | None, ...], ...]


class Strength(IntEnum):
    """How much a finding proves. Kinds of evidence are compared, never added."""

    SIMILAR = 1
    MATCHED = 2
    PROVED = 3

    @property
    def word(self) -> str:
        """The word of the contract: similar, matched, proved."""
        return self.name.lower()


def nowhere(exercise: str) -> str:
    """The link of a door that has no private page to name."""
    return ""


@dataclass(frozen=True)
class Post:
    """What came in, by whichever door, in whole characters."""

    id: str = ""
    title: str = ""
    text: str = ""
    code: str = ""
    notebook: str = ""
    exercise: str = ""
    loss: str = ""
    gradient: str = ""

    def __post_init__(self) -> None:
        for one in fields(self):
            object.__setattr__(self, one.name, well_formed(getattr(self, one.name)))

    @property
    def said(self) -> str:
        """Title and text."""
        return f"{self.title}\n{self.text}"


@dataclass(frozen=True)
class Snippet:
    """A piece of code out of a post; `cell` is its 0-based index in a notebook."""

    source: str
    cell: int | None = None
    functions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Raised:
    """An exception: type, message, and the place in the student's code where it is known."""

    type: str
    message: str = ""
    line: int | None = None
    text: str = ""
    function: str = ""


@dataclass(frozen=True)
class PrintedArray:
    """Numbers as they were pasted: `values` flat in reading order, NaN where elided.

    `slack` is half a unit in the last place of each, as it was printed; `rows` are the
    values row by row; `index` is the place in the whole array, (4, 1) of `a[4][1] =`.
    """

    label: str
    values: tuple[float, ...]
    shape: tuple[int, ...] | None = None
    role: Role = "unknown"
    slack: tuple[float, ...] = ()
    rows: tuple[tuple[float, ...], ...] = ()
    index: tuple[int, ...] = ()


@dataclass(frozen=True)
class Check:
    """What one message of a course's unit test says: kind of failure and variable."""

    kind: Literal["values", "shape", "type", "other"]
    variable: str
    message: str


@dataclass(frozen=True)
class Report:
    """What could be read out of a post; `candidates` are the functions whose test says that."""

    post: Post
    prose: str = ""
    snippets: tuple[Snippet, ...] = ()
    raised: tuple[Raised, ...] = ()
    checks: tuple[Check, ...] = ()
    shapes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    arrays: tuple[PrintedArray, ...] = ()
    exercise: str | None = None
    passing: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Output:
    """One output of the function on trial, compared with the reference."""

    name: str
    status: Status
    expected_shape: tuple[int, ...] | None = None
    actual_shape: tuple[int, ...] | None = None
    max_abs_error: float | None = None
    where: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True)
class Fault:
    """A statement that is wrong, and what is known about it. `repair` is for mentors only."""

    step: str | None
    line: int
    end_line: int
    variable: str
    cause: str | None = None
    proved: bool = False
    confidence: float = 0.5
    evidence: tuple[str, ...] = ()
    repair: str = ""
    missing: bool = False
    cell: int | None = None


@dataclass(frozen=True)
class Crash:
    """The failing sub-expression with the shapes of its operands."""

    raised: Raised
    expression: str = ""
    operands: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Row:
    """One assignment of the student's, for mentors: which of the formula's values it equals.

    A value that has the name of no step and stands in no statement at fault may be right as it
    is: it is not compared.
    """

    line: int
    variable: str
    shape: tuple[int, ...] | None
    equals: tuple[str, ...]
    standing: Standing

    @property
    def right(self) -> bool:
        """It is the value it should be."""
        return self.standing == "right"


@dataclass(frozen=True)
class StepState:
    """A step of the formula in the student's code: found there, within a longer statement,
    at fault, resting on what is at fault, or not found."""

    name: str
    needs: tuple[str, ...]
    state: State


@dataclass(frozen=True)
class Comparison:
    """A wrong output beside the formula's, both empty unless the input is the course's own."""

    name: str
    shape: tuple[int, ...]
    expected_shape: tuple[int, ...]
    wrong: tuple[tuple[bool, ...], ...] = ()
    factor: str = ""
    given: Grid = ()
    expected: Grid = ()


@dataclass(frozen=True)
class Trial:
    """What a run showed: verdict, each output on its own, the statements at fault.

    `fingerprint` names the wrong numbers on the course's own input: the same bug, the same name.
    """

    verdict: Verdict
    exercise: str | None = None
    outputs: tuple[Output, ...] = ()
    faults: tuple[Fault, ...] = ()
    crash: Crash | None = None
    notices: tuple[str, ...] = ()
    table: tuple[Row, ...] = ()
    steps: tuple[StepState, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    fingerprint: str = ""

    @property
    def tells(self) -> bool:
        """The run says something of the student's function: more than that a fragment ran."""
        return self.verdict not in ("not-run", "ran") or bool(self.outputs)


NOT_RUN = Trial(verdict="not-run")


@dataclass(frozen=True)
class Finding:
    """One piece of evidence that one cause explains the post, and where.

    `steps` are the steps of the formula that it speaks of; `print_next` is the value, and the
    course input, whose print would tell this cause from the others.
    """

    cause: str | None
    strength: Strength
    confidence: float
    saw: str
    fault: Fault | None = None
    fills: Mapping[str, str] = field(default_factory=dict)
    ask: str = ""
    steps: tuple[str, ...] = ()
    print_next: tuple[str, str] | None = None

    @property
    def measured(self) -> bool:
        """It rests on a run, on numbers, or on what passes, not on words or a message."""
        return self.strength is Strength.PROVED or bool(self.steps)


@dataclass(frozen=True)
class Answer:
    """One entry that answers the post."""

    entry: str
    title: str
    strength: Strength
    confidence: float
    fills: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Thread:
    """A solved thread of the forum: nothing but its title and its address."""

    title: str
    url: str


@dataclass(frozen=True)
class Diagnosis:
    """What is believed: answers best first, faults most certain first, or an abstention."""

    report: Report
    trial: Trial
    findings: tuple[Finding, ...] = ()
    faults: tuple[Finding, ...] = ()
    answers: tuple[Answer, ...] = ()
    abstained: bool = True
    ask: str | None = None
    threads: tuple[Thread, ...] = ()


@dataclass(frozen=True)
class Reply:
    """The words, up to a rung of the ladder, with what they rest on."""

    diagnosis: Diagnosis
    hints: tuple[str, ...]
    text: str
    elapsed_ms: float = 0.0
