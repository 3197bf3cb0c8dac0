"""A setting that cannot be meant is one sentence that names it, and never its value."""

import os
import re
import subprocess
import sys
from pathlib import Path

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
        ("DATABASE", "mysql://x", "sqlite:////folder/file.db or postgresql://user@host/name"),
        ("MENTOR_TOKEN", "a-long-random-text", "not that of the example"),
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


@pytest.mark.parametrize("name", ["WEBHOOK_SECRET", "GENERIC_SECRET"])
def test_the_secret_of_the_example_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    example = Path(__file__).parents[2] / "operating" / "gradmentor.env.example"
    (secret,) = re.findall("WEBHOOK_SECRET=(.+)", example.read_text())
    monkeypatch.setenv(f"GRADMENTOR_FORUM_{name}", secret)
    with pytest.raises(BadSetting, match="not that of the example"):
        Settings()


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("FORUM_MODEE", "FORUM_MODE"),
        ("FORUM_CATEGORY", "FORUM_CATEGORIES"),
        ("FORUM_SECRET", "FORUM_WEBHOOK_SECRET"),
        ("DATABSE", "DATABASE"),
        ("MENTOR", "MENTORS"),
    ],
)
def test_a_misspelt_setting_is_refused_and_the_nearest_named(
    monkeypatch: pytest.MonkeyPatch, name: str, nearest: str
) -> None:
    monkeypatch.setenv(f"GRADMENTOR_{name}", "post")
    with pytest.raises(BadSetting) as raised:
        Settings()

    said = f"GRADMENTOR_{name} is no setting; the nearest is GRADMENTOR_{nearest}."
    assert str(raised.value) == said


def test_a_name_that_is_like_no_setting_is_somebody_elses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADMENTOR_CAMPAIGN", "1")
    Settings()


@pytest.mark.parametrize("missing", ["url", "bot", "api_key", "webhook_secret"])
def test_half_a_forum_is_refused_and_what_is_missing_named(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    words = {"url": "http://a.example", "bot": "b", "api_key": "k", "webhook_secret": "x" * 32}
    for name in words.keys() - {missing}:
        monkeypatch.setenv(f"GRADMENTOR_FORUM_{name.upper()}", words[name])
    with pytest.raises(BadSetting, match=f"; without {missing}\\.$"):
        Settings()


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
