"""Load runs: `python tests/forum/load.py accept|sustained|drain [--postgresql]`, figures as JSON."""

import argparse
import asyncio
import json
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

from assistant.forum.receiving import Receiving, signature
from assistant.settings import Settings
from assistant.types import Post
from assistant.wiring import Assistant, build
from tests.forum.conftest import Postgresql
from tests.forum.crash import new_database
from tests.forum.machines import SECRET, Machines, forked, free_port
from tests.forum.telling import body_of, headers_of

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


def main() -> None:
    """Run one kind of load."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=["accept"])
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        Postgresql() if given.postgresql else nullcontext() as database,
        build(Settings()) as assistant,
    ):
        assistant.answer(Post(text="dW1 is wrong"))
        url = new_database(database, "load", Path(folder))
        print(json.dumps(run(assistant, url, given)))


def run(assistant: Assistant, url: str, given: argparse.Namespace) -> dict[str, Any]:
    """The figures of one kind of load."""
    machines = Machines(assistant, url, 1, workers=0)
    try:
        return accept(machines, given.rounds)
    finally:
        machines.close()


if __name__ == "__main__":
    main()
