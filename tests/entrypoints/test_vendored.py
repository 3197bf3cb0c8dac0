"""What is vendored is what its README says, byte for byte."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"(?m)^\| `([^`]+)` \| [\w.-]+ [\d.]+ \| [\w.-]+ \| `([0-9a-f]{64})` \|$")


@pytest.mark.parametrize("folder", ["templates/static/vendor", "tests/vendor"])
def test_every_vendored_file_has_its_sum(folder: str) -> None:
    place = ROOT / folder
    listed = dict(ROW.findall((place / "README.md").read_text()))
    there = {file.name for file in place.iterdir()} - {"README.md"}
    assert set(listed) == there
    for name, digest in listed.items():
        assert hashlib.sha256((place / name).read_bytes()).hexdigest() == digest


# They stand where no style sheet of ours is: in a notebook, or as a file that is handed on.
ALONE = ("notebook.html", "batch.html", "evaluation.html")


def test_no_template_has_a_script_or_a_style_within() -> None:
    for file in (ROOT / "templates").rglob("*.html"):
        if file.name in ALONE:
            continue
        text = file.read_text()
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", text), file.name
