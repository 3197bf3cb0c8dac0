"""Our own failures, each with one sentence for a person."""


class GradmentorError(Exception):
    """Base of our failures; its text is one clear sentence."""


class UnreadableInput(GradmentorError):
    """What came in cannot be read (exit status 2, HTTP 4xx)."""

    status = 422


class InputTooLarge(UnreadableInput):
    """What came in is larger than the settings allow."""

    status = 413


class UnknownExercise(UnreadableInput):
    """An exercise was asked for that is not in the library."""


class BadEntry(GradmentorError):
    """An entry of the knowledge base breaks its form."""


class BadThreads(GradmentorError):
    """The file of imported threads is broken."""


class BadExercise(GradmentorError):
    """An exercise of the knowledge base breaks its form."""


class BadSetting(UnreadableInput):
    """A setting is not of the form that it must have."""


class BadDatabase(UnreadableInput):
    """The database of the settings is not there, or is none."""


class MissingExtra(GradmentorError):
    """What was asked for needs packages that are not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs more packages: pip install 'gradmentor[{extra}]'.")


class SandboxUnavailable(GradmentorError):
    """This machine cannot confine code, so nothing is run."""


class SandboxBusy(GradmentorError):
    """More runs are waiting than the queue holds (HTTP 429)."""


class ForumUnavailable(GradmentorError):
    """The forum does not answer, or answers with a fault of its own; worth another try."""


class ForumBusy(GradmentorError):
    """The forum asks us to wait; `everything` where that holds for all calls."""

    def __init__(self, wait: float, *, everything: bool) -> None:
        super().__init__(f"The forum asks for {wait:.0f} seconds of patience.")
        self.wait = wait
        self.everything = everything


class ForumRefused(GradmentorError):
    """The forum will not do it, however often it is asked."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"The forum refused with status {status}: {reason}")
        self.status = status


class OnlyOneWorker(GradmentorError):
    """A second process would work on one SQLite database."""
