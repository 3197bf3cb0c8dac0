"""`gradmentor new-exercise`: asks what is missing, makes the exercise, and says what came of it."""

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UnreadableInput
from assistant.exercise.dictionary import dictionary
from assistant.exercise.recipe import case_inputs
from assistant.library.exercises import load_exercise
from assistant.settings import Settings
from assistant.tracing.arguments import parameters_of
from assistant.tracing.ending import ended_within
from assistant.tracing.examples import recorded
from assistant.tracing.guessing import guessed, told
from assistant.tracing.inputs import Input, described, from_table, parsed
from assistant.tracing.making import Made, make, save
from assistant.tracing.proposal import Wanted
from assistant.tracing.source import Source, read_source

ID = re.compile(r"[A-Za-z0-9][\w-]*/[A-Za-z_]\w*")
Ask = Callable[[str], str]
SKELETON = '''"""What the function computes, in a sentence."""

import numpy as np

from assistant.exercise.graph import Exercise


def sample(rng):
    n, m = rng.permutation([2, 3, 4, 5, 6, 7])[:2].tolist()
    return {{"X": rng.normal(size=(n, m))}}


exercise = Exercise(
    id="{id}",
    title="{title}",
    arguments={{"X": "X"}},
    returns="centred",
    sample=sample,
)


@exercise.step
def mean(X):
    return np.mean(X, axis=1, keepdims=True)


@exercise.step
def centred(X, mean):
    return X - mean
'''


@dataclass(frozen=True)
class Asked:
    """The command as it was given."""

    id: str
    source: Path | None = None
    function: str = ""
    inputs: tuple[str, ...] = ()
    table: Path | None = None
    title: str = ""
    loss: str = ""
    gradients: tuple[str, ...] = ()
    folder: Path | None = None
    whole: bool = False
    again: bool = False
    seconds: float = 30


def new_exercise(asked: Asked, settings: Settings, ask: Ask | None = None) -> str:
    """Write the exercise and say what is in it. Raises UnreadableInput with one sentence."""
    if not ID.fullmatch(asked.id):
        raise UnreadableInput("An id is a course and a function: my-course/e_step.")
    folder = asked.folder or next(iter(settings.exercises), Path("exercises"))
    require_new(asked.id, folder, settings)
    course, _, name = asked.id.rpartition("/")
    title = asked.title or name.replace("_", " ").capitalize()
    if asked.source is None:
        return skeleton(asked, folder / course / f"{name}.py", title)
    source = read_source(asked.source, asked.function or name)
    with ended_within(asked.seconds, source, "this call"):
        calls, notes = recorded(source)
    proposed = guessed(source, calls[0].arguments) if calls else []
    inputs, own = inputs_of(asked, source, proposed, ask)
    earlier = tuple(
        f"{course}/{one}" for one in source.helpers if (folder / course / f"{one}.py").is_file()
    )
    pairs = dict(pair(one) for one in asked.gradients)
    wanted = Wanted(asked.id, title, asked.loss, pairs, asked.whole, earlier)
    with ended_within(asked.seconds, source, "the function on drawn inputs"):
        made = make(source, inputs, wanted, calls)
    file = save(made, folder, again=asked.again)
    known = mistakes_known(made, file)
    lines = [
        *notes,
        *(f"Guessed from the call: --input '{told(one)}'" for one in inputs if one not in own),
    ]
    return "\n".join([*lines, *report(made, file, known, folder, settings)])


def require_new(id: str, folder: Path, settings: Settings) -> None:
    """No other folder has an exercise of that id, ours or the author's; it would hide this one."""
    ours = settings.knowledge_base / "exercises"
    for other in (ours, *settings.exercises):
        if (other / f"{id}.py").is_file() and folder.resolve() != other.resolve():
            whose = "of ours" if other == ours else f"in {other}"
            raise UnreadableInput(f"{id} is an exercise {whose} already; choose another id.")


def skeleton(asked: Asked, file: Path, title: str) -> str:
    """A file to fill in by hand."""
    if file.exists() and not asked.again:
        raise UnreadableInput(f"{file} is there already; --again writes it anew.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(SKELETON.format(id=asked.id, title=title), encoding="utf-8")
    except OSError as error:
        raise UnreadableInput(f"{file} cannot be written: {error.strerror}.") from None
    return str(file)


def pair(text: str) -> tuple[str, str]:
    """`dW:W`."""
    derivative, colon, name = text.partition(":")
    if not colon:
        raise UnreadableInput(f"A gradient is a derivative and its input, as dW:W; not {text!r}.")
    return derivative.strip(), name.strip()


def inputs_of(
    asked: Asked, source: Source, proposed: Sequence[Input], ask: Ask | None
) -> tuple[list[Input], list[Input]]:
    """All inputs, and those that the author named: by option, in a table, or when asked."""
    own = [parsed(one) for one in asked.inputs]
    if asked.table is not None:
        own += from_table(table(asked.table))
    named = {one.path[0] for one in own}
    rest = [one for one in proposed if one.path[0] not in named]
    if ask is not None:
        rest = [answered(one, ask) for one in rest]
        named |= {one.path[0] for one in rest}
        lost = [
            n for n, default in parameters_of(source).items() if n not in named and default is None
        ]
        rest += [asked_for(name, f"{name} [shape and kind, as (n, m)]: ", ask) for name in lost]
    for one in rest:
        if one.is_square and one.kind != "covariance" and ask is None:
            raise UnreadableInput(
                f"{'.'.join(one.path)} is square in the call: is it always? "
                f"Say it: --input '{told(one)}', or with two sizes."
            )
    return own + rest, own


def answered(one: Input, ask: Ask) -> Input:
    """What the author says of a guess; an empty line agrees."""
    return asked_for(
        ".".join(one.path), f"{told(one)}  [Enter, or another shape and kind]: ", ask, one
    )


def asked_for(name: str, question: str, ask: Ask, guess: Input | None = None) -> Input:
    """What the author says of an input; what cannot be read is said, and asked again."""
    trouble = ""
    while True:
        said = ask(f"{trouble}{question}").strip()
        if not said and guess is not None:
            return guess
        try:
            return described(name, said)
        except UnreadableInput as error:
            trouble = f"{error}\n"


def table(path: Path) -> dict[str, object]:
    """The table `[inputs]` of a TOML file, or the file itself."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableInput(f"{path}: {error}") from None
    inner = found.get("inputs", found)
    return dict(inner)


def mistakes_known(made: Made, file: Path) -> int:
    """How many mistakes the numbers of the recorded calls tell apart."""
    exercise = load_exercise(file)
    variants = {str(one["variant"]): case_inputs(exercise, one) for one in made.cases}
    return len(dictionary(exercise, variants).mistakes) if variants else 0


def report(made: Made, file: Path, known: int, folder: Path, settings: Settings) -> list[str]:
    """What was written, what was noticed, and what to do next."""
    steps = made.proposal.steps
    split = sum(one.part for one in steps)
    lines = [
        f"{file}: {len(steps)} steps ({split} of them parts of longer formulas), "
        f"{len(made.text.splitlines())} lines; exactly the function's values on 6 random inputs."
    ]
    lines += [f"Note: {one}" for one in made.notes]
    for helper in made.proposal.beside:
        lines.append(
            f"Note: {helper} is taken to be handed out with the assignment, students may call it. "
            f"If they write it themselves, make {made.exercise.course}/{helper} an exercise first."
        )
    if made.cases:
        lines.append(f"Recorded calls: {len(made.cases)}; mistakes known by numbers: {known}.")
    else:
        lines.append("No call stands beside the function: numbers alone cannot be looked up.")
    if not any(folder.resolve() == one.resolve() for one in settings.exercises):
        lines.append(f"Next: export GRADMENTOR_EXERCISES={folder.resolve()}; gradmentor check")
    return lines
