"""An assistant with time: what is found must not depend on how fast the machine is."""

from collections.abc import Iterator

import pytest

from assistant.settings import Settings
from assistant.wiring import Assistant, build


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Iterator[Assistant]:
    """The whole assistant, four times as patient."""
    patient = {"search_seconds": 24.0, "wall_seconds": 15.0, "cpu_seconds": 15}
    with build(settings.model_copy(update=patient)) as one:
        yield one
