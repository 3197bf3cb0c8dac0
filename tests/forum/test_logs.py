"""The log of a service is JSON, line by line, also what its libraries say."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import httpx


def test_every_line_of_a_service_is_json(tmp_path: Path) -> None:
    words = {"URL": "http://127.0.0.1:9", "BOT": "b", "API_KEY": "k", "WEBHOOK_SECRET": "x" * 32}
    settings = {f"GRADMENTOR_FORUM_{name}": value for name, value in words.items()}
    lines = []
    with subprocess.Popen(
        [sys.executable, "-m", "assistant", "serve", "--port", "0"],
        env={**os.environ, **settings, "GRADMENTOR_DATABASE": f"sqlite:///{tmp_path}/one.db"},
        stderr=subprocess.PIPE,
        text=True,
    ) as service:
        assert service.stderr is not None
        for line in service.stderr:
            lines.append(line)
            if address := re.search(r"http://127\.0\.0\.1:\d+ ", line):
                httpx.get(f"{address[0].strip()}/healthz")
                service.terminate()
    told = [json.loads(line)["event"] for line in lines]

    assert "sandbox" in told
    assert any("GET /healthz" in one for one in told)
