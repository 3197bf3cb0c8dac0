"""The service's description; `PYTHONPATH=. python tests/openapi.py` writes `docs/openapi.json`."""

import json
import tempfile
from pathlib import Path

from assistant.entrypoints.app import create_app
from assistant.settings import Settings
from assistant.wiring import Assistant, build

FILE = Path(__file__).parents[1] / "docs" / "openapi.json"


def described(assistant: Assistant) -> str:
    """OpenAPI of the service, as text."""
    return json.dumps(create_app(assistant).openapi(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database=f"sqlite:///{folder}/one.db")
        with build(settings) as one:
            FILE.write_text(described(one), encoding="utf-8")
