"""Figures of the pages and of the load: `PYTHONPATH=. python tests/entrypoints/page_figures.py`.

Weight, layout shift and first paint are measured in chromium; the load is posted to our
service and to a bare FastAPI endpoint in turns, each in a process of its own.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urljoin

import httpx
import uvicorn
from fastapi import FastAPI, Request
from playwright.sync_api import CDPSession, Page

from assistant.entrypoints.app import create_app
from assistant.settings import Settings
from assistant.wiring import build
from tests.entrypoints.browsing import chromium, diagnosed, served
from tests.stories import NO_MEAN, POST, TITLE, WRONG

CLIENTS = 50
ROUNDS = 3
CASE = {"id": "1", "title": TITLE, "post": POST}
SHIFT = "new Promise(done => { let sum = 0; new PerformanceObserver(l => l.getEntries().forEach(e => sum += e.value)).observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300) })"
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime - performance.getEntriesByType('navigation')[0].responseEnd"
WEIGHT = "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(e => [e.name.split('/').pop().split('?')[0].slice(0, 12), e.encodedBodySize])"


def main() -> None:
    """All figures, or a bare server for them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=8.0, help="of a turn of load; 0: none")
    parser.add_argument("--bare", type=int, default=0, help="only serve the baseline on a port")
    given = parser.parse_args()
    if given.bare:
        uvicorn.run(bare(), port=given.bare, log_level="error")
        return
    pages()
    if given.seconds:
        asyncio.run(load(given.seconds))


def pages() -> None:
    """Weight, shift, and paint of the main pages."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database=f"sqlite:///{folder}/results.db")
        with (
            build(settings) as assistant,
            served(create_app(assistant)) as address,
            chromium() as browser,
        ):
            page = browser.new_page(viewport={"width": 360, "height": 800})
            places = {"result": diagnosed(page, address, title=TITLE, post=POST, code=WRONG)}
            places["factor"] = diagnosed(page, address, title=TITLE, code=NO_MEAN)
            places["/healthz, a bare answer"] = f"{address}/healthz"
            paths = ("/", "/kb", "/exercises/dls-c1-w3/backward_propagation")
            for name, place in {**places, **{path: address + path for path in paths}}.items():
                print(name, *figures(page, place), sep="; ")


def figures(page: Page, place: str) -> list[str]:
    """One page, its files in the cache but for the first figure."""
    page.goto(place)
    weight = page.evaluate(WEIGHT)
    shift, paints, work = 0.0, [], []
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    for _ in range(7):
        page.goto(urljoin(place, "/deleted"))  # one comes from a page of ours
        before = worked(session)
        page.goto(place, wait_until="load")
        shift = max(shift, page.evaluate(SHIFT))
        paints.append(page.evaluate(PAINT))
        work.append(worked(session) - before)
    total = sum(size for _, size in weight)
    parts = ", ".join(f"{name} {size / 1000:.1f}" for name, size in weight)
    return [
        f"{total / 1000:.1f} kB ({parts})",
        f"layout shift {shift:.4f}",
        f"first paint {statistics.median(paints):.0f} ms after the response, at best "
        f"{min(paints):.0f}; {statistics.median(work):.0f} ms of the page's processor time",
    ]


def worked(session: CDPSession) -> float:
    """Milliseconds that the page's main thread has computed; other programs do not count."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


def bare() -> FastAPI:
    """The baseline: reads the same JSON, and answers with JSON."""
    app = FastAPI()

    @app.post("/api/diagnose")
    async def diagnose(request: Request) -> dict[str, object]:
        case = await request.json()
        return {"id": case["id"], "verdict": "not-run", "hints": []}

    return app


@contextmanager
def process(*command: str, port: int, **environment: str) -> Iterator[str]:
    """A server in a process of its own, when it answers."""
    with subprocess.Popen(
        [sys.executable, *command],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as one:
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                httpx.post(f"{address}/api/diagnose", json=CASE)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address
        one.terminate()


def free_port() -> int:
    """A port that nobody uses."""
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


async def load(seconds: float) -> None:
    """The sustainable rate with 50 clients, then both servers at half of it, in turns."""
    ours, other = free_port(), free_port()
    with (
        tempfile.TemporaryDirectory() as folder,
        process(
            *("-m", "assistant", "serve", "--port", str(ours)),
            port=ours,
            GRADMENTOR_RATE_LIMIT="",
            GRADMENTOR_DATABASE=f"sqlite:///{folder}/results.db",
        ) as service,
        process(__file__, "--bare", str(other), port=other) as baseline,
    ):
        await closed(service, 2.0)
        most, _, lost = await closed(service, seconds)
        print(f"{CLIENTS} clients, as fast as they can: {most:.0f}/s, lost {lost}")
        rate = most / 2
        found: dict[str, list[float]] = {service: [], baseline: []}
        for _ in range(ROUNDS):
            for address, times in found.items():
                lost += await paced(address, rate, seconds, times)
        ranks = {address: percentiles(times) for address, times in found.items()}
        for name, address in (("ours", service), ("bare FastAPI", baseline)):
            median, high = ranks[address]
            count = len(found[address])
            print(
                f"{name} at {rate:.0f}/s: {count} answers, median {median:.1f}, p99 {high:.1f} ms"
            )
        print(f"p99 ratio {ranks[service][1] / ranks[baseline][1]:.2f}, lost {lost}")


def percentiles(times: list[float]) -> tuple[float, float]:
    """Median and 99th percentile in milliseconds."""
    return 1000 * statistics.median(times), 1000 * statistics.quantiles(times, n=100)[98]


async def closed(address: str, seconds: float) -> tuple[float, list[float], int]:
    """Each client asks again as soon as it has its answer: rate, times, and the lost."""
    times: list[float] = []
    lost = 0
    end = time.perf_counter() + seconds

    async def client(one: httpx.AsyncClient) -> None:
        nonlocal lost
        while time.perf_counter() < end:
            lost += not await asked(one, address, times)

    async with connections() as one:
        await asyncio.gather(*(client(one) for _ in range(CLIENTS)))
    return len(times) / seconds, times, lost


async def paced(address: str, rate: float, seconds: float, times: list[float]) -> int:
    """Each client asks at its own even pace, all together at the rate; gives the lost."""
    gap = CLIENTS / rate
    lost = 0
    start = time.perf_counter()

    async def client(one: httpx.AsyncClient, number: int) -> None:
        nonlocal lost
        turn = start + gap * number / CLIENTS
        while turn < start + seconds:
            await asyncio.sleep(max(0.0, turn - time.perf_counter()))
            lost += not await asked(one, address, times)
            turn += gap

    async with connections() as one:
        await asyncio.gather(*(client(one, number) for number in range(CLIENTS)))
    return lost


def connections() -> httpx.AsyncClient:
    """One connection for each client."""
    return httpx.AsyncClient(timeout=30, limits=httpx.Limits(max_connections=CLIENTS))


async def asked(client: httpx.AsyncClient, address: str, times: list[float]) -> bool:
    """One question, timed; whether it was answered."""
    start = time.perf_counter()
    try:
        answer = await client.post(f"{address}/api/diagnose", json=CASE)
    except httpx.TransportError:
        return False
    times.append(time.perf_counter() - start)
    return answer.status_code == 200


if __name__ == "__main__":
    main()
