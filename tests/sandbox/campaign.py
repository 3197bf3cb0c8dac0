"""The whole campaign: `python tests/sandbox/campaign.py [--every N] [--control]`.

Every attack in tiers A, B and C, as root and as a plain user; after each the next run
must be right and nothing may be left. `--control` runs each unconfined in a fence
instead, to see which bite. Prints a line for each place.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from assistant.sandbox import Sandbox
from assistant.settings import Settings
from tests.sandbox.attacks import Attack, bit, known, own

ROOT = Path(__file__).parents[2]
PLACES = [(tier, user) for tier in "ABC" for user in ("root", "plain")]
NEXT = """
import builtins, json, sys
import numpy as np
np.random.seed(1)
print(np.dot([6], [7]), json.dumps([1]), sum([1, 2]), sys.gettrace(), np.random.rand())
print([name for name in dir(builtins) if "CANARY" in name])
"""
RIGHT = "42 [1] 3 None 0.417022004702574\n[]\n"
MADE = "gm-*"


def attacks(every: int) -> list[Attack]:
    """Our own and the known ones; a sample of them for `every` above one."""
    return [*own(), *known()][::every]


def here(every: int) -> dict[str, Any]:
    """Every attack in this place: what broke, by the attack's id."""
    found: dict[str, list[str]] = {}
    with Sandbox(Settings()) as sandbox:
        sandbox.run({"source": NEXT})
        for attack in attacks(every):
            troubles = troubles_of(sandbox, attack)
            if troubles:
                found[attack.id] = troubles
        left = left_overs(sandbox)
        return {"tier": sandbox.tier, "attacks": len(attacks(every)), "found": found, "left": left}


def troubles_of(sandbox: Sandbox, attack: Attack) -> list[str]:
    """What an attack achieved; empty when it was contained."""
    troubles = []
    start = time.monotonic()
    outcome = sandbox.run({"source": attack.code}, wall=0.7)
    # The crash also quotes the attack's own line, which is no breach.
    shown = f"{outcome.stdout} {outcome.raised.message if outcome.raised else ''}"
    troubles += [f"shows {mark}" for mark in attack.shown_in(shown)]
    if time.monotonic() - start > 3:
        troubles.append("outlived its time")
    if isinstance(outcome.result, dict) and "POISONED" in outcome.result:
        troubles += [] if attack.id == "result_forge/frame" else ["forged a result"]
    after = sandbox.run({"source": NEXT})
    if after.stdout != RIGHT:
        troubles.append(f"spoiled the next run: {after.kind} {after.stdout[:80]!r}")
    return troubles


def left_overs(sandbox: Sandbox) -> list[str]:
    """Files, processes and descriptors that nobody should have left."""
    time.sleep(0.5)
    left = [str(file) for file in Path("/tmp").glob(MADE)]
    zygote = sandbox.pool.zygote.process.pid
    children = Path(f"/proc/{zygote}/task/{zygote}/children").read_text().split()
    if len(children) > sandbox.settings.sandbox_workers:
        left.append(f"{len(children)} processes")
    descriptors = len(os.listdir("/proc/self/fd"))
    if descriptors > 40:
        left.append(f"{descriptors} descriptors")
    return left


def at(tier: str, user: str, every: int) -> dict[str, Any]:
    """The campaign at an imitated place, as a process of its own."""
    place = [sys.executable, str(ROOT / "tests/sandbox/places.py"), tier, user]
    command = [*place, sys.executable, __file__, "--here", "--every", str(every)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SECRET": "CANARY-env"}
    environment["OPENBLAS_NUM_THREADS"] = (
        "1"  # only a process without threads may enter a namespace
    )
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        return {"tier": "", "attacks": 0, "found": {"start": [done.stderr[-500:]]}, "left": []}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """One place, all places, or the controls."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--here", action="store_true")
    parser.add_argument("--control", action="store_true")
    asked = parser.parse_args()
    if asked.here:
        print(json.dumps(here(asked.every)))
        return
    if asked.control:
        harmless = [one.id for one in attacks(asked.every) if not bit(one)]
        print(f"{len(attacks(asked.every)) - len(harmless)} bite; harmless unconfined: {harmless}")
        return
    for tier, user in PLACES:
        print(tier, user, json.dumps(at(tier, user, asked.every)), flush=True)


if __name__ == "__main__":
    main()
