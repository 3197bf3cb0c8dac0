"""The command `gradmentor`: one file for each family of commands."""

from assistant.entrypoints.cli import (  # noqa: F401 -- importing a family registers its commands
    batching,
    diagnosing,
    exercising,
    measuring,
    mentors,
    reading,
    serving,
)
from assistant.entrypoints.cli.door import app, main

__all__ = ["app", "main"]
