"""A result: what is right, the statement at fault, pictures, hints, and the reply to copy."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.entrypoints.pages.form import sent
from assistant.entrypoints.pages.graph_picture import picture
from assistant.entrypoints.pages.heat_map import pair
from assistant.entrypoints.pages.kept import comparisons_of, steps_of
from assistant.entrypoints.pages.listing import listing
from assistant.entrypoints.pages.markdown import as_forum, markdown
from assistant.entrypoints.pages.rendering import PRIVATE, Pages
from assistant.entrypoints.results import Results
from assistant.entrypoints.service import Service
from assistant.library.entries import Entry
from assistant.replying.words import NOTICES, STATUS

GONE = "There is no such result, or it has expired."
VERDICTS = {
    "correct": "Right: every output matches, on the course's inputs and on random ones.",
    "incorrect": "Not right yet: the code runs, and some outputs differ.",
    "crashed": "The code stops with an exception.",
    "timed-out": "The code did not finish in time.",
    "out-of-memory": "The code asked for too much memory.",
    "refused": "The code tried something that is not allowed here.",
    "ran": "The code runs; it belongs to no exercise that is known here.",
    "not-run": "Nothing was run: this rests on the text.",
}
RUNGS = ("A question", "Where to look", "The idea")
STATES = {
    "right": "right",
    "inside": "right, within a longer statement",
    "wrong": "goes wrong here",
    "depends": "rests on what is wrong",
    "absent": "not found among your values",
}


def add_results(router: APIRouter, service: Service, pages: Pages, results: Results) -> None:
    """The private page of a result, and its end."""

    @router.get("/r/{token}")
    def result(request: Request, token: str) -> Response:
        """A result, while it is kept."""
        body = results.load(token)
        if body is None:
            raise HTTPException(404, GONE, PRIVATE)
        shown = result_page(body, service.assistant.entries)
        link = str(request.url_for("result", token=token))
        filled = {**shown, "token": token, "link": link}
        return pages.show_form(request, "result.html", filled, headers=PRIVATE)

    @router.post("/r/{token}/delete")
    async def delete(request: Request, token: str) -> Response:
        """Forget a result now."""
        pages.forgery.refuse_foreign(request)
        _, csrf = await sent(request, service)
        if not pages.forgery.genuine(request, csrf):
            return RedirectResponse(f"/r/{token}?again", 303)
        await run_in_threadpool(results.delete, token)
        return RedirectResponse("/deleted", 303)

    @router.get("/deleted")
    def deleted(request: Request) -> Response:
        """What is said afterwards."""
        sentence = "The result and the code in it are deleted; the link no longer works."
        shown = {"title": "Deleted", "sentence": sentence}
        return pages.show(request, "error.html", shown)


def result_page(body: Mapping[str, Any], entries: Mapping[str, Entry]) -> dict[str, Any]:
    """Everything that the page shows."""
    found = body["diagnosis"]
    steps = steps_of(dict(body))
    placed = [fault for fault in found["faults"] if fault["line"] is not None]
    lines = {n for fault in placed for n in range(fault["line"], fault["end_line"] + 1)}
    stopped = body.get("stopped") or {}
    if not placed and stopped.get("line"):
        lines = {stopped["line"]}
    return {
        "d": found,
        "title": body["title"],
        "verdict": headline(found, stopped),
        "status": {**STATUS, "correct": "is right"},
        "code": listing(body["code"], lines) if body["code"].strip() else (),
        "steps": steps,
        "states": STATES,
        "picture": picture(steps),
        "pairs": [pair(one) for one in comparisons_of(dict(body))],
        "notices": [NOTICES[one] for one in found["notices"] if one in NOTICES],
        "preview": as_forum(found["reply"]),
        "hints": [markdown(hint) for hint in found["hints"]],
        "rungs": RUNGS,
        "titles": {slug: entry.title for slug, entry in entries.items()},
        "expires": datetime.fromtimestamp(body["expires"], UTC),
    }


def headline(found: Mapping[str, Any], stopped: Mapping[str, Any]) -> str:
    """The verdict in one line."""
    right = sum(one["status"] == "correct" for one in found["outputs"])
    count = f"{right} of {len(found['outputs'])} outputs are right"
    faults = [one for one in found["faults"] if one["line"] is not None]
    sure = bool(faults) and faults[0]["strength"] == "proved"
    if found["verdict"] not in ("incorrect", "crashed") or not sure:
        known = found["verdict"] == "crashed" and stopped.get("line")
        at = f"The code stops in line {stopped['line']} with {stopped['type']}." if known else ""
        return at or VERDICTS[found["verdict"]]
    several = "s" if len(faults) > 1 else ""
    lines = " and ".join(str(one["line"]) for one in faults)
    where = f"line{several} {lines} {'are' if several else 'is'} wrong"
    if faults[0].get("missing"):
        where = f"a statement is missing after line {faults[0]['line']}"
    return f"Not right yet: {where}, {count}."
