"""Known attacks: none shows its mark, and the run after each is right.

A sample of them in every test run; all of them with GRADMENTOR_CAMPAIGN=1.
"""

import json
import os
import re
from pathlib import Path

from assistant.sandbox import Sandbox

STEP = 1 if os.environ.get("GRADMENTOR_CAMPAIGN") else 5


def test_no_attack_shows_its_mark(sandbox: Sandbox, shared: Path) -> None:
    lines = (shared / "cases" / "hostile.jsonl").read_text().splitlines()
    assert lines
    for line in lines[::STEP]:
        attack = json.loads(line)
        outcome = sandbox.run({"source": attack["code"]}, wall=1.0)
        # What `gradmentor run` shows; the crash also quotes the attack's own line.
        shown = f"{outcome.stdout} {outcome.raised.message if outcome.raised else ''}"
        marks = [mark for mark in attack["markers"] if re.search(mark, shown)]
        assert not marks, f"{attack['id']}: {shown[:300]}"
        assert sandbox.run({"source": "print(6 * 7)"}).stdout == "42\n", attack["id"]
