"""What to say in the next announcement: what went well, the commonest questions, no solution."""

from collections.abc import Iterator, Mapping

from assistant.entrypoints.batch.tally import Counted, Tally
from assistant.library.entries import Entry
from assistant.replying.ladder import ladder

MOST = 4
FEWEST = 2


def announcement(tally: Tally, entries: Mapping[str, Entry]) -> str:
    """A short text in Markdown; the first rung of the commonest mistakes, which is a question."""
    said = [opening(tally), *questions(tally, entries), *shared(tally)]
    closing = "Print the value before the one that is wrong, and its shape; that is where to look."
    return "\n\n".join([*said, closing] if len(said) > 1 else said)


def opening(tally: Tally) -> str:
    """What went well."""
    if tally.right == tally.submissions:
        return "Hello all, every submission is right. Well done!"
    if not tally.right:
        return "Hello all, thank you for your work so far. Nobody is alone with this one:"
    return (
        f"Hello all, {tally.right} of {tally.submissions} submissions are right so far. Well done!"
    )


def questions(tally: Tally, entries: Mapping[str, Entry]) -> Iterator[str]:
    """The commonest mistakes, each as the question that leads to it."""
    ranked = [
        (count, exercise, cause, step)
        for exercise, one in tally.exercises.items()
        for (cause, step), count in one.causes.items()
        if cause in entries and count >= FEWEST
    ]
    ranked.sort(key=lambda one: (-one[0], one[1:]))
    for count, exercise, cause, step in ranked[:MOST]:
        where = place(exercise, step, tally.exercises[exercise])
        fills = {"step": f"`{step}`", "variable": f"`{step}`"} if step else {}
        yield f"{count} of you met this{where}: {ladder(entries[cause], fills)[0]}"


def place(exercise: str, step: str, counted: Counted) -> str:
    """`at `dZ1` in `backward_propagation``, as far as it is known."""
    at = f" at `{step}`" if step and step.isidentifier() and step in counted.steps else ""
    return f"{at} in `{exercise.rpartition('/')[2]}`" if exercise else at


def shared(tally: Tally) -> Iterator[str]:
    """The largest bug that nobody listed."""
    for one in tally.clusters[:1]:
        function = one.exercise.rpartition("/")[2] or "the code"
        alike = "stop with the same exception" if one.crashed else "have the same numbers"
        yield (
            f"{len(one.cases)} of you {alike} in `{function}`. We are looking at it; "
            "tell us the first value that differs from the notebook's."
        )
