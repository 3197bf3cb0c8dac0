"""The magic in a real IPython shell, `diagnose` in a script, and an import that stays cheap."""

import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from assistant import diagnose
from assistant.errors import UnreadableInput
from tests.stories import EXERCISE, POST, RIGHT, TITLE, WRONG

HOSTILE = '# </pre><script>alert(1)</script> " onload=x\n'


@pytest.fixture(scope="module")
def shell() -> Iterator[InteractiveShell]:
    """A shell that loaded the extension."""
    config = Config()
    config.HistoryManager.enabled = False
    one = InteractiveShell.instance(config=config)
    one.run_line_magic("load_ext", "assistant.notebook")
    yield one
    InteractiveShell.clear_instance()


def shown(shell: InteractiveShell, cell: str) -> dict[str, str]:
    """What a front end gets of a cell: a kind of text for each kind of screen."""
    done = shell.run_cell(cell, silent=False)
    done.raise_error()
    data, _ = shell.display_formatter.format(done.result)
    return dict(data)


def test_a_cell_shows_its_trial_as_html_and_as_text(shell: InteractiveShell) -> None:
    data = shown(shell, f"%%gradmentor\n{WRONG}")

    html, text = data["text/html"], data["text/plain"]
    for part in (EXERCISE, "has wrong values", "ine 9", "A question", "#b3261e"):
        assert part in html
    assert text.startswith(f"{EXERCISE}: incorrect")
    assert "line 9" in text.lower()
    assert "<" not in text
    assert "backward_propagation" not in shell.user_ns


def test_the_exercise_stands_behind_the_magic(shell: InteractiveShell) -> None:
    data = shown(shell, f"%%gradmentor {EXERCISE}\n{RIGHT}")
    assert "dls-c1-w3/backward_propagation: correct" in data["text/plain"]


@pytest.mark.parametrize("line", ["%%gradmentor nothing", "%%gradmentor"])
def test_what_cannot_be_read_is_one_sentence_and_no_traceback(
    shell: InteractiveShell, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = WRONG if "nothing" in line else "   "
    shell.run_cell(f"{line}\n{code}")

    said = capsys.readouterr()
    assert "UsageError" in said.err + said.out
    assert "Traceback" not in said.err + said.out


class Tags(HTMLParser):
    """The tags and attributes of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one tag."""
        self.names.add(tag)
        self.attributes.update(name for name, _ in attrs)


def test_the_html_is_small_and_holds_no_tag_of_the_students() -> None:
    tags = Tags(diagnose(code=WRONG + HOSTILE)._repr_html_())

    assert not tags.names & {"script", "style", "link", "img", "iframe"}
    assert tags.attributes <= {"style", "open", "scope", "class"}


def test_a_script_gets_the_object_of_the_contract() -> None:
    found = diagnose(text=f"{TITLE}\n\n{POST}", code=WRONG, exercise=EXERCISE, rung=3)

    assert found.json["exercise"] == EXERCISE
    assert [one["line"] for one in found.json["faults"]] == [9]
    assert "repair" not in found.json
    assert '[details="The idea"]' in str(found)
    assert found._repr_html_().count(" open") == 3


@pytest.mark.parametrize("given", [{}, {"code": WRONG, "exercise": "nothing"}])
def test_bad_input_is_one_sentence(given: dict[str, str]) -> None:
    with pytest.raises(UnreadableInput):
        diagnose(**given)


def test_importing_the_package_imports_nothing_heavy() -> None:
    program = "import sys, assistant; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # fmt: skip

    loaded = set(done.stdout.split())
    assert "assistant" in loaded
    assert not loaded & {"numpy", "jinja2", "pydantic", "sklearn", "rich", "assistant.scripting"}
