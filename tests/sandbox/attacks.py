"""The attacks: our own (`attacks/*.toml`) and the known ones, and what each does unconfined.

Our own begin with a prelude that offers `breach` and `libc`. `bites` says what an
unconfined run of it shows: it prints BREACH (the default), prints POISONED, hangs,
dies, raises, floods the output, or exhausts the memory.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OWN = Path(__file__).with_name("attacks")
KNOWN = Path(__file__).parents[3] / "shared" / "cases" / "hostile.jsonl"
SECRETS = ("BREACH", "CANARY-env", "root:x:0")
PRELUDE = """import ctypes, os, sys
libc = ctypes.CDLL(None, use_errno=True)
def breach(what=True):
    if what: print("BREA" + "CH", flush=True)
"""
FENCE = [
    "bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--ro-bind", "/", "/",
    "--tmpfs", "/tmp", "--ro-bind", sys.prefix, sys.prefix, "--proc", "/proc", "--dev", "/dev",
    "--clearenv", "--setenv", "PATH", "/usr/bin:/bin", "--setenv", "SECRET", "CANARY-env",
    "prlimit", "--as=1500000000", "--nproc=200", "--core=0",
]  # fmt: skip


@dataclass(frozen=True)
class Attack:
    """A snippet, the marks that mean a breach, and what it does unconfined."""

    id: str
    code: str
    marks: tuple[str, ...]
    bites: str

    def shown_in(self, text: str) -> list[str]:
        """The marks of a breach that a text shows."""
        return [mark for mark in self.marks if re.search(mark, text)]


def own() -> Iterator[Attack]:
    """Our own, over the 27 categories."""
    for file in sorted(OWN.glob("*.toml")):
        for name, one in tomllib.loads(file.read_text(encoding="utf-8")).items():
            bites = one.get("bites", "breach")
            yield Attack(f"{file.stem}/{name}", PRELUDE + one["code"], SECRETS, bites)


def known() -> Iterator[Attack]:
    """Those of the shared study; some show nothing unconfined, by their nature."""
    for line in KNOWN.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        yield Attack(one["id"], one["code"], (*one["markers"], "CANARY-env"), "mark")


def bit(attack: Attack) -> bool:
    """Whether the attack did its harm in a plain interpreter, in a throw-away fence."""
    command = [*FENCE, sys.executable, "-I", "-c", attack.code]
    if "\0" in attack.code or attack.id.startswith("fork_bomb-"):
        return (
            False  # no program can be given a zero byte; a real bomb would take the machine along
        )
    seconds = 2 if attack.bites in ("hang", "flood", "mark") else 30
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as hung:
        shown = (hung.stdout or b"") + (hung.stderr or b"")
        return attack.bites in ("hang", "flood", "mark") or showed(attack, shown)
    return showed(attack, done.stdout) or failed_as(attack, done)


def showed(attack: Attack, shown: bytes) -> bool:
    """The mark of the harm is in the output."""
    text = shown.decode(errors="replace")
    wanted = {"breach": "BREACH", "poison": "POISONED", "flood": "x{65537}"}.get(attack.bites)
    return bool(re.search(wanted, text) if wanted else attack.shown_in(text))


def failed_as(attack: Attack, done: "subprocess.CompletedProcess[bytes]") -> bool:
    """It died by a signal (as prlimit passes it on), of memory, or of an exception, as said."""
    killed = done.returncode < 0 or done.returncode > 128
    return {
        "die": killed,
        "exhaust": killed or b"MemoryError" in done.stderr,
        "raise": killed or done.returncode == 1,
        "mark": killed,
    }.get(attack.bites, False)
