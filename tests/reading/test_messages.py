"""Every message of the courses' tests leads to its exercise's function, a kind, and a variable."""

import json
from pathlib import Path

from assistant.reading.checks import check, fits
from assistant.wiring import Assistant


def test_every_message_has_a_kind(assistant: Assistant, shared: Path) -> None:
    kinds = {"values", "shape", "type", "other"}
    for file in sorted((shared / "exercises").glob("*.json")):
        for exercise in json.loads(file.read_text()):
            for message in exercise.get("error_messages", ()):
                filled = message.replace("{expected}", "3").replace("{output}", "4")
                assert fits(message, filled)
                found = check(filled)
                assert found.kind in kinds
                if "for dW" in message or "for W" in message:
                    assert found.variable, message
