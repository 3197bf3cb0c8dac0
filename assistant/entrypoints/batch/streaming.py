"""Cases in, lines out, in the order of the input; the same submission is diagnosed once."""

from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from assistant.entrypoints.batch.cases import Case
from assistant.entrypoints.batch.diagnosing import failed, line

MOST_WAITING = 512  # cases that are done wait for a slow one before them
MOST_KNOWN = 4 * MOST_WAITING  # rows of earlier submissions that are remembered


class Hands(Protocol):
    """Who diagnoses: processes of this machine, or workers behind a database."""

    def has_room(self) -> bool:
        """Whether another case can be taken."""

    def take(self, digest: str, body: Mapping[str, Any]) -> None:
        """Take a case."""

    def done(self) -> Sequence[tuple[str, str]]:
        """Digests and rows of some cases that were taken; waits for one."""


class Known:
    """The rows of the latest submissions by digest; a bounded memory."""

    def __init__(self) -> None:
        self.rows: OrderedDict[str, str] = OrderedDict()

    def __contains__(self, digest: str) -> bool:
        if digest in self.rows:
            self.rows.move_to_end(digest)
        return digest in self.rows

    def __getitem__(self, digest: str) -> str:
        return self.rows[digest]

    def keep(self, digest: str, row: str) -> None:
        """Remember a row, and let the oldest go."""
        self.rows[digest] = row
        self.rows.move_to_end(digest)
        if len(self.rows) > MOST_KNOWN:
            self.rows.popitem(last=False)


def lines(cases: Iterable[Case], hands: Hands, known: Known) -> Iterator[str]:
    """A line for each case, as soon as all before it have theirs."""
    coming = iter(cases)
    waiting: deque[Case] = deque()
    under_way: set[str] = set()
    while True:
        more = accept(coming, waiting, under_way, hands, known)
        while waiting and waiting[0].digest in known:
            first = waiting.popleft()
            yield line(first.id, first.digest, known[first.digest])
        if under_way and (waiting or not more):
            for digest, row in hands.done():
                known.keep(digest, row)
                under_way.discard(digest)
        elif not waiting and not more:
            return


def accept(
    coming: Iterator[Case],
    waiting: deque[Case],
    under_way: set[str],
    hands: Hands,
    known: Known,
) -> bool:
    """Take what there is room for; False at the end of the input."""
    while len(waiting) < MOST_WAITING and hands.has_room():
        case = next(coming, None)
        if case is None:
            return False
        waiting.append(case)
        if case.error:
            known.keep(case.digest, failed(case.error))
        elif case.digest not in known and case.digest not in under_way:
            hands.take(case.digest, case.body)
            under_way.add(case.digest)
    return True
