"""Load runs: `python tests/forum/load.py accept|sustained|dry_run|drain`, figures as JSON."""

import argparse
import asyncio
import json
import re
import statistics
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI, Request, Response

sys.path.insert(0, str(Path(__file__).parents[2]))

from assistant.database import open_database
from assistant.forum.answers import Answers
from assistant.forum.events import Event, ForumPost
from assistant.forum.keeping import Arrival, keep
from assistant.forum.receiving import Receiving, signature
from assistant.settings import Settings
from assistant.types import Post
from assistant.wiring import Assistant, build
from tests.forum.conftest import Postgresql
from tests.forum.crash import new_database
from tests.forum.machines import SECRET, Machines, forked, free_port
from tests.forum.telling import body_of, headers_of
from tests.stories import POST, TITLE

CONNECTIONS = 8
SECONDS = 6.0


def bare(port: int) -> None:
    """What cannot be less: FastAPI that checks the signature."""
    app = FastAPI()

    @app.post("/webhooks/discourse")
    async def hook(request: Request) -> Response:
        body = await request.body()
        given = request.headers.get("x-discourse-event-signature", "")
        right = given == signature(SECRET.encode(), body)
        return Response(status_code=202 if right else 403)

    uvicorn.run(app, host="127.0.0.1", port=port, log_level="critical", ws="none")


def requests(receiving: Receiving, first: int, count: int) -> list[bytes]:
    """Signed events of different posts, as bytes to send."""
    made = []
    for id in range(first, first + count):
        body = body_of(id=id, topic=id, raw="x" * 800)
        headers = headers_of(receiving, "post_created", body, id)
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        line = f"POST /webhooks/discourse HTTP/1.1\r\nhost: x\r\n{head}content-length: {len(body)}"
        made.append(f"{line}\r\n\r\n".encode() + body)
    return made


async def closed_loop(port: int, events: list[bytes], seconds: float) -> list[float]:
    """Eight connections, each sends the next event when it has the answer; times in ms."""
    times: list[float] = []
    end = time.perf_counter() + seconds

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while events and time.perf_counter() < end:
            event = events.pop()
            start = time.perf_counter()
            writer.write(event)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.split()[1] == b"202", head
            length = [h for h in head.lower().split(b"\r\n") if h.startswith(b"content-length")]
            await reader.readexactly(int(length[0].split(b":")[1]) if length else 0)
            times.append((time.perf_counter() - start) * 1000)
        writer.close()

    await asyncio.gather(*(one() for _ in range(CONNECTIONS)))
    return times


def accept(machines: Machines, rounds: int) -> dict[str, Any]:
    """Accepting beside the bare endpoint, in turns; medians over the rounds."""
    port = free_port()
    other = forked(bare, port)
    machines.wait_until_ready(f"http://127.0.0.1:{port}/")
    found: list[dict[str, float]] = []
    for turn in range(rounds):
        events = requests(machines.receiving, 10**6 * (turn + 1), 12_000)
        least = sorted(asyncio.run(closed_loop(port, list(events), SECONDS)))
        ours = sorted(asyncio.run(closed_loop(machines.ports[0], events, SECONDS)))
        found.append(
            {
                "bare_p50": middle(least, 0.5),
                "bare_p99": middle(least, 0.99),
                "p50": middle(ours, 0.5),
                "p99": middle(ours, 0.99),
                "per_second": len(ours) / SECONDS,
            }
        )
    other.kill()
    told = {name: round(statistics.median(one[name] for one in found), 2) for name in found[0]}
    ratios = [(one["p50"] / one["bare_p50"], one["p99"] / one["bare_p99"]) for one in found]
    told["ratio_p50"] = round(statistics.median(one[0] for one in ratios), 2)
    told["ratio_p99"] = round(statistics.median(one[1] for one in ratios), 2)
    return told


def middle(values: list[float], share: float) -> float:
    """A quantile of sorted values."""
    return values[min(len(values) - 1, int(len(values) * share))]


def sustained(machines: Machines, seconds: int, *, filtered: bool) -> dict[str, Any]:
    """Five events a second: one in sixty may be answered, half of the rest may be filtered."""
    count, base = 5 * seconds, 10**6
    events = [event_of(base + i, i, filtered=filtered) for i in range(count)]
    memory = [resident(machines)]
    start = time.time()
    for sent, event in enumerate(events):
        time.sleep(max(0.0, start + sent / 5 - time.time()))
        stands = json.dumps(shown_post(event))
        machines.http.post(machines.forum_url + "/_student", content=stands)
        machines.send(0, "post_created", sent, **event)
        if sent % (count // 5) == count // 5 - 1:
            memory.append(resident(machines))
    end = time.time()
    return drained(machines, events, end) | {"memory_mib": memory}


def event_of(id: int, index: int, *, filtered: bool) -> dict[str, Any]:
    """The event of a post: sure, unsure, or of another category."""
    post = {"id": id, "topic": id, "author": f"student{id}"}
    if index % 60 == 0:
        return post
    if filtered and index % 2:
        return {**post, "category": 8}
    return {**post, "title": "Question", "raw": f"It does not work, attempt {index}, what now?"}


def shown_post(event: dict[str, Any]) -> dict[str, Any]:
    """The post as the forum shows it."""
    words = {"id": event["id"], "topic_id": event["topic"], "username": event["author"]}
    place = {"post_number": 1, "post_type": 1, "category_id": event.get("category", 7)}
    return {**words, **place, "raw": event.get("raw", POST), "deleted_at": None, "version": 1}


def drained(machines: Machines, events: list[dict[str, Any]], end: float) -> dict[str, Any]:
    """Wait until nothing is left to do; count what became of the events."""
    kept = sum(one.get("category", 7) == 7 for one in events)
    while True:
        counts = states(machines)
        left = sum(counts.get(one, 0) for one in ("received", "ready"))
        if not left or time.time() > end + 900:
            break
        time.sleep(0.5)
    seen = machines.figures()
    order = [one["topic_id"] for one in seen["posts"]]
    return {
        "events": len(events),
        "kept": kept,
        "lost": kept - sum(counts.values()),
        "by_state": counts,
        "drained_after_s": round(time.time() - end, 1),
        "in_order": order == sorted(order),
        "calls_in_a_minute_at_most": seen["most_in_a_minute"],
    }


def states(machines: Machines) -> dict[str, int]:
    """The answers by state, as `/metrics` tells them."""
    text = machines.http.get(f"http://127.0.0.1:{machines.ports[0]}/metrics").text
    found = re.findall(r'gradmentor_forum_answers{state="([\w-]+)"} ([\d.]+)', text)
    return {state: int(float(count)) for state, count in found}


def resident(machines: Machines) -> int:
    """Memory of the service in MiB."""
    status = Path(f"/proc/{machines.services[0].pid}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) // 1024


def drain(assistant: Assistant, database: Postgresql, count: int) -> dict[str, Any]:
    """A backlog diagnosed by one process on one core, and by two on two; posts a second."""
    rates = {}
    for processes in (1, 2):
        url = new_database(database, f"drain{processes}", Path())
        engine = open_database(url)
        events = [Event("", "created", post) for post in map(plain, range(1, count + 1))]
        keep(engine, [Arrival(one, "first") for one in events])
        machines = Machines(assistant, url, processes, pinned=True, mode="dry_run")
        marks: dict[int, float] = {}
        while (left := Answers(engine).unfinished()) > 0:
            marks.setdefault(left, time.time())
            time.sleep(0.2)
        first = max(left for left in marks if left < 0.95 * count)
        rates[processes] = first / (time.time() - marks[first])
        machines.close()
        engine.dispose()
    return {"backlog": count, "rate_1": rates[1], "rate_2": rates[2], "ratio": rates[2] / rates[1]}


def plain(id: int) -> ForumPost:
    """A post of the backlog."""
    return ForumPost(str(id), str(id), 1, title=TITLE, raw=POST, author=f"student{id}")


def main() -> None:
    """Run one kind of load."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=["accept", "sustained", "dry_run", "drain"])
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--count", type=int, default=2000)
    given = parser.parse_args()
    wanted = given.postgresql or given.kind == "drain"
    with (
        tempfile.TemporaryDirectory() as folder,
        Postgresql() if wanted else nullcontext() as database,
        build(Settings()) as assistant,
    ):
        assistant.answer(Post(text="dW1 is wrong"))
        print(json.dumps(run(assistant, database, Path(folder), given)))


def run(
    assistant: Assistant, database: Postgresql | None, folder: Path, given: argparse.Namespace
) -> dict[str, Any]:
    """The figures of one kind of load."""
    if given.kind == "drain":
        assert database is not None
        return drain(assistant, database, given.count)
    url = new_database(database, "load", folder)
    if given.kind == "accept":
        machines = Machines(assistant, url, 1, workers=0)
    else:
        mode = "post" if given.kind == "sustained" else "dry_run"
        machines = Machines(assistant, url, 1, mode=mode, calls_per_minute=30)
    try:
        if given.kind == "accept":
            return accept(machines, given.rounds)
        return sustained(machines, given.seconds, filtered=given.kind == "sustained")
    finally:
        machines.close()


if __name__ == "__main__":
    main()
