"""Reads a post: text in, Report out; nothing here runs or parses a student's code."""

from assistant.errors import InputTooLarge, UnreadableInput
from assistant.reading.arrays import printed_arrays
from assistant.reading.checks import checks_in
from assistant.reading.clean import cleaned
from assistant.reading.markdown import split
from assistant.reading.notebooks import Notebook, read_notebook
from assistant.reading.recognise import Catalogue, recognise, sharing
from assistant.reading.said import said
from assistant.reading.shapes import shapes_in
from assistant.reading.snippets import snippet
from assistant.reading.tracebacks import exceptions_in
from assistant.types import Post, Report

__all__ = ["Catalogue", "decode", "read"]


def read(post: Post, catalogue: Catalogue) -> Report:
    """All that can be read out of a post. Raises UnreadableInput for a broken notebook."""
    notebook = read_notebook(post.notebook, catalogue.functions) if post.notebook else Notebook()
    text = cleaned(f"{post.title}\n\n{post.text}")
    prose, fenced = split(text)
    given = [snippet(cleaned(post.code))] if post.code.strip() else []
    snippets = [*given, *notebook.snippets, *fenced]
    evidence = "\n".join([text, *notebook.outputs])
    raised = exceptions_in(evidence)
    told = catalogue.all_messages.told(text)
    found = recognise(post, text, snippets, told, catalogue)
    shown = catalogue.all_messages.told(evidence) if notebook.outputs else told
    candidates = sharing(shown, catalogue)
    messages = [
        message
        for one in (found.exercise, *candidates)
        for message in catalogue.messages.get(one or "", ())
        if message in shown
    ]
    checks = checks_in(evidence, raised, messages)
    passing, failing = said(prose, checks)
    return Report(
        post=post,
        prose=prose,
        snippets=tuple(snippets),
        raised=raised,
        checks=checks,
        shapes=shapes_in(evidence),
        arrays=printed_arrays(evidence),
        exercise=found.exercise,
        passing=passing,
        failing=failing,
        candidates=candidates,
        notices=found.notices,
    )


def decode(data: bytes, limit: int) -> str:
    """The text of what came in. Raises InputTooLarge, or UnreadableInput for what is no text."""
    if len(data) > limit:
        raise InputTooLarge(f"The input has {len(data)} bytes; at most {limit} can be read.")
    if b"\0" in data:
        raise UnreadableInput("The input is binary; paste text, code or a notebook.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableInput(
            "The input is not UTF-8 text; paste text, code or a notebook."
        ) from None
