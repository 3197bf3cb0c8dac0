"""A setting that cannot be meant is one sentence that names it, and never its value."""

import os
import subprocess
import sys

import pytest

from assistant.errors import BadSetting
from assistant.settings import Settings


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("FORUM_MODE", "always", "'dry_run', 'whisper', 'review' or 'post'"),
        ("FORUM_CATEGORIES", "maths", "named by their numbers, like 7, 9"),
        ("FORUM_THRESHOLD", "60", "less than or equal to 1"),
        ("FORUM_PER_TOPIC", "-1", "greater than or equal to 0"),
        ("FORUM_CALLS_PER_MINUTE", "1", "greater than or equal to 3"),
        ("FORUM_URL", "forum.example", "pattern"),
        ("FORUM_PUBLIC_URL", "https://a.example/) [x](y", "pattern"),
        ("FORUM_STAFF_GROUP", "all of @you", "pattern"),
        ("FORUM_WORKERS", "many", "valid integer"),
        ("MAX_INPUT_BYTES", "2 MB", "valid integer"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"GRADMENTOR_{name}", value)
    with pytest.raises(BadSetting) as raised:
        Settings()

    sentence = str(raised.value)
    assert sentence.startswith(f"GRADMENTOR_{name} is not right: ")
    assert said in sentence
    assert value not in sentence


def test_a_secret_that_can_be_guessed_is_refused_and_not_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GRADMENTOR_FORUM_WEBHOOK_SECRET", "hunter2")
    with pytest.raises(BadSetting, match="at least 12 characters") as raised:
        Settings()

    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize("command", ["serve", "check-forum", "forum-stop", "exercises"])
def test_a_command_ends_with_one_sentence_and_status_2(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", command],
        env={**os.environ, "GRADMENTOR_FORUM_MODE": "always"},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("GRADMENTOR_FORUM_MODE is not right: ")
