"""The database is opened by several at once, keeps what an older version left, and matches its tables."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from assistant.database import METADATA, engine_of, open_database, upgrade
from assistant.entrypoints.app import create_app

OLD = "CREATE TABLE result (token VARCHAR(64) PRIMARY KEY, expires FLOAT NOT NULL, body TEXT NOT NULL)"


def test_eight_open_it_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/one.db"
    with ThreadPoolExecutor(8) as several:
        engines = list(several.map(open_database, [url] * 8))

    assert all(inspect(engine).has_table("result") for engine in engines)


def test_a_database_of_the_first_version_is_kept(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/old.db"
    with create_engine(url).begin() as connection:
        connection.execute(text(OLD))
        connection.execute(text("INSERT INTO result VALUES ('t', 1e12, '{}')"))

    with open_database(url).connect() as connection:
        assert connection.execute(text("SELECT token FROM result")).scalar() == "t"


def test_the_migrations_make_the_tables_that_the_code_declares(tmp_path: Path) -> None:
    assert create_app
    with open_database(f"sqlite:///{tmp_path}/new.db").connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)

    assert [one for one in differences if one[0] != "remove_index"] == []


def test_a_case_of_an_older_version_learns_its_topic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/old.db"
    engine = engine_of(url)
    upgrade(engine, "0004")
    with engine.begin() as connection:
        for post, number in (("1", 1), ("2", 2)):
            connection.execute(
                text(
                    f"INSERT INTO answer (forum, post_id, topic_id, number, version, author, asked, title, raw, state, run, due, arrived, changed) VALUES ('f', '{post}', '7', {number}, 1, 'kim', 'first', '', 'words {post}', 'held', 1, 0, 0, 0)"
                )
            )
        for post, words in (("2", "words 2"), ("staff", "words 1"), ("lost", "gone")):
            connection.execute(
                text(
                    f"INSERT INTO forum_case (forum, post_id, kind, title, post, cause, by, at) VALUES ('f', '{post}', 'accepted', '', '{words}', '', '', 0)"
                )
            )
    engine.dispose()

    with open_database(url).connect() as connection:
        rows = connection.execute(text("SELECT post_id, topic_id FROM forum_case"))
        found = {row.post_id: row.topic_id for row in rows}
    assert found == {"2": "7", "staff": "7", "lost": ""}
