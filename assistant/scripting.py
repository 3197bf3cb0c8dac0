"""For scripts and notebooks: one assistant for the process, and results that show themselves."""

import atexit
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader

from assistant.entrypoints.pages.kept import kept
from assistant.entrypoints.pages.result import result_page
from assistant.entrypoints.plain import told
from assistant.errors import UnknownExercise, UnreadableInput
from assistant.replying.contract import as_json
from assistant.settings import Settings
from assistant.types import Post, Reply
from assistant.wiring import Assistant, build

TEMPLATE = "notebook.html"


@dataclass(frozen=True, repr=False)
class Diagnosed:
    """A diagnosis: `json` is the contract's object, `str()` a text, a notebook shows HTML."""

    json: dict[str, Any]
    text: str
    html: str

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


@cache
def assistant() -> Assistant:
    """The assistant of this process, made when it is first asked."""
    built = build(Settings())
    atexit.register(built.close)
    return built


def diagnose(text: str = "", code: str = "", exercise: str = "", rung: int = 1) -> Diagnosed:
    """Diagnose a post, code, or both. Raises UnreadableInput with one sentence."""
    built = assistant()
    if not (text.strip() or code.strip()):
        raise UnreadableInput("The input is empty; give a post, code or both.")
    if exercise and not built.exercise_known(exercise):
        raise UnknownExercise(f"There is no exercise {exercise!r}; see `gradmentor exercises`.")
    reply = built.answer(Post(text=text, code=code, exercise=exercise), rung)
    found = as_json(reply)
    return Diagnosed(found, told(reply, found), page(reply, rung))


def page(reply: Reply, rung: int) -> str:
    """A small piece of HTML that needs no style sheet."""
    folder = assistant().settings.templates
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True)
    body = {**kept(reply, reply.diagnosis.report.post), "expires": 0}
    shown = result_page(body, assistant().entries)
    return environment.get_template(TEMPLATE).render(shown, rung=rung)
