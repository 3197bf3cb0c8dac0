"""Real parts for all tests: one sandbox and one assistant for the session."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.sandbox import Sandbox
from assistant.settings import Settings
from assistant.wiring import Assistant, build

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
# A test must not depend on how fast the machine is: trials get four times their patience,
# here and in every process that a test starts.
os.environ.setdefault("GRADMENTOR_SEARCH_SECONDS", "24")


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with a database of their own."""
    folder = tmp_path_factory.mktemp("database")
    database = f"sqlite:///{folder}/results.db"
    return Settings(database=database, mentor_token="for-the-tests")


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
