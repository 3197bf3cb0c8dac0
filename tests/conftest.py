"""Real parts for all tests: one sandbox and one assistant for the session."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.sandbox import Sandbox
from assistant.settings import Settings
from assistant.wiring import Assistant, build

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with a database of their own."""
    folder = tmp_path_factory.mktemp("database")
    database = f"sqlite:///{folder}/results.db"
    # A test must not depend on how fast the machine is: trials get four times their patience.
    return Settings(database=database, mentor_token="for-the-tests", search_seconds=24)


@pytest.fixture(scope="session")
def sandbox(settings: Settings) -> Iterator[Sandbox]:
    """A sandbox that passed its self-test."""
    with Sandbox(settings) as one:
        yield one


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Iterator[Assistant]:
    """The whole assistant."""
    with build(settings) as one:
        yield one


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared facts beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the folder shared/ is not beside the checkout")
    return SHARED
