"""The database is opened by several at once, keeps what an older version left, and matches its tables."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from assistant.database import METADATA, open_database
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
