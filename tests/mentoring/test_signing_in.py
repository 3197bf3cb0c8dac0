"""Tokens and sessions: only hashes are kept, and a session ends when it should."""

import time
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from assistant.database import open_database
from assistant.errors import BadSetting
from assistant.mentoring.keeping import expire
from assistant.mentoring.sessions import SESSION, Session, Sessions
from assistant.mentoring.tokens import holder, mentors_of, new_token
from assistant.settings import Settings


def test_each_mentor_is_known_by_a_token_of_their_own() -> None:
    (ana, first), (bo, second) = new_token("ana"), new_token("bo")
    mentors = mentors_of(Settings(mentors=f"{first}, {second}", mentor_token="old"))  # type: ignore[arg-type]

    assert [holder(mentors, one) for one in (ana, bo, "old")] == ["ana", "bo", "mentor"]
    assert holder(mentors, "") is None
    assert holder(mentors, first.partition(":")[2]) is None
    assert ana not in first


def test_mentors_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADMENTOR_MENTORS", f"{new_token('ana')[1]},{new_token('bo')[1]}")

    assert list(mentors_of(Settings())) == ["ana", "bo"]


def test_without_mentors_no_token_opens() -> None:
    assert holder(mentors_of(Settings()), "") is None


@pytest.mark.parametrize("line", ["ana", "ana:123", "a b:" + "0" * 64, ":" + "0" * 64])
def test_a_mentor_of_another_form_is_refused(line: str) -> None:
    with pytest.raises(BadSetting):
        mentors_of(Settings(mentors=(line,)))


def test_a_session_survives_a_restart_and_ends_at_sign_out(engine: Engine, url: str) -> None:
    cookie = Sessions(engine, {"ana": "h" * 64}, 1).begin("ana")
    restarted = open_database(url)
    sessions = Sessions(restarted, {"ana": "h" * 64}, 1)

    found = sessions.find(cookie)
    assert isinstance(found, Session)
    assert found.name == "ana"
    with engine.connect() as connection:
        stored = connection.execute(text("SELECT * FROM mentor_session")).one()
    assert cookie not in map(str, stored)
    sessions.end(cookie)
    assert sessions.find(cookie) is None
    restarted.dispose()


def test_a_session_ends_with_its_time_its_mentor_or_its_token(engine: Engine) -> None:
    over = Sessions(engine, {"ana": "h" * 64}, -1)
    here = Sessions(engine, {"ana": "h" * 64}, 1)
    ended, kept = over.begin("ana"), here.begin("ana")

    assert here.find(ended) is None
    assert here.find(kept) is not None
    assert Sessions(engine, {}, 1).find(kept) is None
    assert Sessions(engine, {"ana": "another"}, 1).find(kept) is None
    assert expire(engine, Settings())["mentor_session"] == 1
    with engine.connect() as connection:
        rows = connection.execute(SESSION.select()).all()
    assert [row.expires > time.time() for row in rows] == [True]


def test_every_session_has_a_secret_of_its_own(engine: Engine) -> None:
    sessions = Sessions(engine, {"ana": "h" * 64}, 1)
    first, second = (sessions.find(sessions.begin("ana")) for _ in range(2))

    assert first is not None
    assert second is not None
    assert replace(first, csrf=second.csrf) == second
    assert first != second
