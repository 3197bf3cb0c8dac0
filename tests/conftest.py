"""Real parts for all tests: one sandbox and one assistant for the session."""

import os
import shutil
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


@pytest.fixture
def knowledge(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A week and an entry of the knowledge base; all of it is held by `tests/knowledge_base`."""
    whole, part = Settings().knowledge_base, tmp_path_factory.mktemp("knowledge")
    shutil.copytree(whole / "exercises" / "dls-c1-w2", part / "exercises" / "dls-c1-w2")
    (part / "entries").mkdir()
    shutil.copy(whole / "entries" / "exp-overflow.md", part / "entries")
    examples = Path("examples") / "exp-overflow"
    shutil.copytree(whole / examples, part / examples)
    monkeypatch.setenv("GRADMENTOR_KNOWLEDGE_BASE", str(part))
    return part


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared facts beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the folder shared/ is not beside the checkout")
    return SHARED
