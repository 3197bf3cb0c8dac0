"""The commands about mentors and what is kept, on one database."""

import csv
import io
import json
from pathlib import Path

import pytest

from assistant.database import open_database
from assistant.entrypoints.results import Results
from assistant.mentoring.acts import Act, Acts
from assistant.mentoring.cases import Cases, Correction
from assistant.mentoring.drafts import Draft, Drafts
from assistant.mentoring.tokens import holder, mentors_of
from assistant.settings import Settings
from tests.entrypoints.commanding import gradmentor, process
from tests.stories import WRONG


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database with an edit, a correction and a draft."""
    url = f"sqlite:///{tmp_path}/one.db"
    monkeypatch.setenv("GRADMENTOR_DATABASE", url)
    engine = open_database(url)
    assert Results(engine, 7)
    Acts(engine).record(Act("ana", "edited", "token", "kim", "=1+1", "after"))
    given = Correction("sign-error", "9", "kim asks", code=WRONG, keep_code=True)
    Cases(engine).correct(given, who="ana", student="kim")
    Drafts(engine).add(Draft("new-one", "ana", "+++\n"))


def test_a_new_token_opens_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    token, line = (
        one.partition(": ")[2] for one in gradmentor("mentor-token", "ana").stdout.splitlines()
    )

    monkeypatch.setenv("GRADMENTOR_MENTORS", line)
    assert holder(mentors_of(Settings()), token) == "ana"
    assert gradmentor("mentor-token", "a b").returncode == 2


def test_a_bad_mentor_keeps_the_service_from_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADMENTOR_MENTORS", "ana:short")

    done = process("serve", "--port", "0")

    assert done.returncode == 2
    assert done.stderr.strip().splitlines()[-1].startswith("'ana:short' is no mentor")


@pytest.mark.usefixtures("filled")
def test_acts_and_the_week() -> None:
    rows = list(csv.DictReader(io.StringIO(gradmentor("acts", "--csv").stdout)))
    plain = [json.loads(line) for line in gradmentor("acts").stdout.splitlines()]
    week = json.loads(gradmentor("summary", "--json").stdout)

    assert [row["what"] for row in rows] == ["edited", "corrected", "drafted"]
    assert rows[0]["before"] == "'=1+1"
    assert plain[0]["before"] == "=1+1"
    assert week["done"]["corrected"] == 1
    assert "sign-error" in gradmentor("summary").stdout
    assert gradmentor("summary", "--week", "x").returncode == 2


@pytest.mark.usefixtures("filled")
def test_labelled_cases_go_to_evaluate(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    gradmentor("cases", "-o", str(file))

    assert gradmentor("cases").stdout == file.read_text()
    assert json.loads(file.read_text())["title"] == "someone asks"
    found = json.loads(gradmentor("evaluate", str(file), "--json").stdout)
    assert (found["labelled"], found["line_first"]) == (1, 1.0)


@pytest.mark.usefixtures("filled")
def test_drafts_go_into_a_folder(tmp_path: Path) -> None:
    gradmentor("drafts", "-o", str(tmp_path / "drafts"))

    assert (tmp_path / "drafts" / "new-one.md").read_text() == "+++\n"
    assert gradmentor("drafts").stdout == "new-one  ana\n"


@pytest.mark.usefixtures("filled")
def test_one_person_is_forgotten() -> None:
    done = process("forget", "--user", "Kim")

    assert dict(line.split()[:2] for line in done.stdout.splitlines())["act"] == "2"
    assert gradmentor("cases").stdout == ""
    assert "kim" not in gradmentor("acts").stdout
    assert gradmentor("forget", "--user", " ").returncode == 2
