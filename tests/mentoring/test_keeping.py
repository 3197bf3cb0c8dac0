"""Everything expires when it should, and a person can be forgotten everywhere."""

import time

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.engine import Engine

from assistant.database import METADATA
from assistant.entrypoints.results import Results
from assistant.errors import UnreadableInput
from assistant.mentoring.acts import Act, Acts
from assistant.mentoring.cases import Cases, Correction
from assistant.mentoring.details import Details
from assistant.mentoring.keeping import PROMISES, expire, forget
from assistant.settings import Settings
from assistant.types import Reply
from tests.mentoring.conftest import story

DAY = 86400


def kept(engine: Engine, reply: Reply, student: str) -> str:
    """A result of a student with a mentor's correction; gives its token."""
    token = Results(engine, 7).save({"diagnosis": {}, "title": "", "code": ""})
    Details(engine).save(token, story(), reply, student)
    Acts(engine).record(Act("ana", "edited", token, student, "a", "b"))
    Cases(engine).correct(Correction("sign-error", title=student), who="ana", student=student)
    return token


def everything(engine: Engine) -> str:
    """All that the database holds, as one text."""
    with engine.connect() as connection:
        return "\n".join(
            str(tuple(row))
            for table in METADATA.sorted_tables
            for row in connection.execute(table.select())
        )


def test_every_table_says_how_it_lets_go() -> None:
    assert set(PROMISES) == set(METADATA.tables)
    assert all(one.what and one.how_long(Settings()) for one in PROMISES.values())


def test_the_migrations_make_the_tables_in_every_kind_of_database(engine: Engine) -> None:
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)

    assert [one for one in differences if one[0] != "remove_index"] == []


def test_one_person_is_forgotten_everywhere_and_nobody_else(engine: Engine, reply: Reply) -> None:
    gone, stays = kept(engine, reply, "Kim"), kept(engine, reply, "lee")

    rows = forget(engine, " KIM ")

    assert rows == dict.fromkeys(rows, 0) | {"draft": 0, "labelled_case": 1, "act": 3, "result_detail": 1, "mentor_session": 0, "result": 0}  # fmt: skip
    assert "kim" not in everything(engine).lower()
    assert gone not in everything(engine)
    assert Details(engine).load(stays) is not None
    assert len(list(Cases(engine).all())) == 1
    assert len(Acts(engine).since(0)) == 3
    assert sum(forget(engine, "kim").values()) == 0


def test_a_deleted_result_takes_along_what_mentors_kept_of_it(engine: Engine, reply: Reply) -> None:
    results, acts, cases = Results(engine, 7), Acts(engine), Cases(engine)
    gone, stays = (results.save({"diagnosis": {}, "title": "", "code": ""}) for _ in range(2))
    for token in (gone, stays):
        Details(engine).save(token, story(), reply)
        acts.record(Act("ana", "edited", token, before=f"zeppelin {token}", after="zeppelin"))
        cases.correct(Correction("sign-error", post=f"zeppelin of {token}"), who="ana", about=token)

    results.delete(gone)

    assert [case["post"] for case in cases.all()] == [f"zeppelin of {stays}"]
    left = [act for act in acts.since(0) if act.about == gone]
    assert [(act.what, act.before, act.after) for act in left] == [(what, "", "") for what in ("answered", "edited", "corrected")]  # fmt: skip
    assert [act.after for act in acts.since(0) if act.what == "edited"] == ["", "zeppelin"]


def test_nobody_is_forgotten_by_an_empty_name(engine: Engine, reply: Reply) -> None:
    token = kept(engine, reply, "")

    with pytest.raises(UnreadableInput):
        forget(engine, "  ")

    assert Details(engine).load(token) is not None


def test_what_is_over_is_deleted(engine: Engine, reply: Reply) -> None:
    old, new = kept(engine, reply, "kim"), kept(engine, reply, "kim")
    with engine.begin() as connection:
        connection.execute(text("UPDATE result SET expires = 1 WHERE token = :t"), {"t": old})
    Acts(engine).record(Act("ana", "edited", at=time.time() - 181 * DAY))
    Acts(engine).record(Act("ana", "edited", at=time.time() - 179 * DAY))

    rows = expire(engine, Settings())

    assert (rows["result"], rows["act"]) == (1, 1)
    assert Details(engine).load(old) is None
    assert Details(engine).load(new) is not None


def test_the_settings_say_how_long(engine: Engine) -> None:
    Acts(engine).record(Act("ana", "edited", at=time.time() - 2 * DAY))

    assert expire(engine, Settings(answer_days=3))["act"] == 0
    assert expire(engine, Settings(answer_days=1))["act"] == 1
