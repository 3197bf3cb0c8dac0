"""The proofreader names file, line and mend for what the code and the examples do not do."""

from pathlib import Path

import pytest

from assistant.entrypoints.checking import SKELETON
from assistant.library.proofreading import proofread
from assistant.sandbox import Sandbox

ENTRY = SKELETON.replace("TODO: ", "").replace("# the", "# The")
OTHER = ENTRY.replace("part of the message", "other words")
HEAD = 'topics = ["a word or two that the entry is about"]\n'
# What is replaced in the entry, by what, and the line that the proofreader writes.
DOES_NOT = [
    (HEAD, HEAD + "exercises = ['dls-c1-w3/nothing']\n", "mine.md:5: There is no exercise 'dls-c1-w3/nothing'"),
    ('raise ValueError("part of the message")', "pass", "mine.md:26: Wrong does not fail: let it"),
    ('raise ValueError("part of', 'raise ValueError("other words of', "mine.md:26: Wrong raises ValueError: other words of the message (line 2 of the code) and leads to other, and no signature"),
    ('raise ValueError("part of the message")', "while True:\n    pass", "mine.md:26: Wrong is timed-out: let it raise"),
    ("assert True", 'raise ValueError("part of the message")', "mine.md:33: Right fails, so it is accused of this very mistake: ValueError"),
    ("assert True", "assert 1 == 2", "mine.md:33: Right fails: AssertionError"),
    ("assert True\n```\n", "assert True\n```\n\n## Check\n\n```python\nassert 1 == 2\n```\n", "mine.md:40: Check fails: AssertionError"),
    ("what the student sees", "TODO: say what is seen", None),
]  # fmt: skip
# An example's text, and the line that the proofreader writes.
BROKEN = [
    ("+++\nafter = 3\n+++\n# Title\n\nText", "05.md:2: 3 is no id of a case"),
    (
        '+++\nafter = "row 7 of the list"\n+++\n# Title\n\nText',
        "05.md:2: 'row 7 of the list' is no",
    ),
    ("+++\nafter = 'case-1'\n# Title\n\nText", "05.md:1: The front matter is not closed"),
    ("+++\naftr = 'case-1'\n+++\n# Title\n\nText", "05.md:2: There is no key 'aftr'; you may mean"),
    ("+++\nafter == 3\n+++\n# Title\n\nText", "05.md:2: This is no TOML"),
    ("Text without a title", "05.md:1: The title is missing: begin with a line '# "),
    ("+++\nafter = 'case-1'\n+++\n# Title\n", "05.md:4: The post is missing: write it below"),
    ("# A title 1\n\nWhy  NOT?", "05.md:1: examples/mine/01.md holds the same post"),
]


# A file of the folder of entries, and the line that the proofreader writes of it.
ODD = [
    ("bad slug.md", ENTRY.encode(), "bad slug.md:1: A slug is words of letters and digits"),
    ("MINE.md", ENTRY.encode(), "mine.md:1: MINE.md has the same slug but for its capitals"),
    ("marked.md", b"\xef\xbb\xbf" + ENTRY.encode(), "marked.md:1: The file begins with a byte order mark"),
    ("deep.md", b"+++\na = " + b"[" * 5000 + b"]" * 5000 + b"\n+++\n", "deep.md:1: This is no TOML of an entry"),
    ("large.md", ENTRY.encode() + b"x " * 1_000_000, "large.md:1: An entry has 50000 letters at most"),
    ("folder.md", None, "folder.md:1: This cannot be read: is it a file"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A knowledge base of two entries with four examples each."""
    (tmp_path / "entries").mkdir()
    for slug, text in (("mine", ENTRY), ("other", OTHER)):
        (tmp_path / "entries" / f"{slug}.md").write_text(text)
        (tmp_path / "examples" / slug).mkdir(parents=True)
        for number in range(1, 5):
            post = f"# A title {number}\n\nWhy not{' other' * (slug == 'other')}?\n"
            (tmp_path / "examples" / slug / f"0{number}.md").write_text(post)
    return tmp_path


def told(folder: Path, sandbox: Sandbox) -> list[str]:
    """What the proofreader says, where one exercise is known."""
    return list(proofread(folder, {"dls-c1-w2/propagate"}, sandbox))


def test_a_whole_knowledge_base_has_no_flaw(folder: Path, sandbox: Sandbox) -> None:
    assert told(folder, sandbox) == []


@pytest.mark.parametrize(("before", "after", "says"), DOES_NOT)
def test_what_an_entry_does_not_do_is_told(
    folder: Path, sandbox: Sandbox, before: str, after: str, says: str | None
) -> None:
    file = folder / "entries" / "mine.md"
    file.write_text(ENTRY.replace(before, after))

    (line,) = told(folder, sandbox)
    assert line.startswith(f"entries/{says or 'mine.md:14: Still to do: say what is'}")


@pytest.mark.parametrize(("name", "content", "says"), ODD)
def test_an_odd_file_is_told_and_the_others_are_read(
    folder: Path, sandbox: Sandbox, name: str, content: bytes | None, says: str
) -> None:
    file = folder / "entries" / name
    file.mkdir() if content is None else file.write_bytes(content)

    assert any(line.startswith(f"entries/{says}") for line in told(folder, sandbox))


@pytest.mark.parametrize(("text", "says"), BROKEN)
def test_a_broken_example_is_told(folder: Path, sandbox: Sandbox, text: str, says: str) -> None:
    (folder / "examples" / "mine" / "05.md").write_text(text)

    (line,) = told(folder, sandbox)
    assert line.startswith(f"examples/mine/{says}")


def test_too_few_examples_and_examples_of_nothing_are_told(folder: Path, sandbox: Sandbox) -> None:
    (folder / "examples" / "mine").rename(folder / "examples" / "mne")

    *strays, few = told(folder, sandbox)
    assert strays[0] == "examples/mne/01.md:1: There is no entry 'mne'; you may mean 'mine'."
    assert len(strays) == 4
    assert few == "entries/mine.md:1: It has 0 examples: write 4 or more in examples/mine/."


def test_a_broken_entry_does_not_hide_the_others(folder: Path, sandbox: Sandbox) -> None:
    (folder / "entries" / "mine.md").write_text("nothing")
    (folder / "entries" / "other.md").write_text(OTHER.replace("assert True", "assert False"))

    assert [line.split(":")[0] for line in told(folder, sandbox)] == [
        "entries/mine.md",
        "entries/other.md",
    ]


def test_a_file_that_is_no_utf_8_is_told(folder: Path, sandbox: Sandbox) -> None:
    (folder / "examples" / "mine" / "05.md").write_bytes(b"# Title\n\nna\xefve\n")

    (line,) = told(folder, sandbox)
    assert line.startswith("examples/mine/05.md:3: This is not UTF-8")


def test_topics_are_texts(folder: Path, sandbox: Sandbox) -> None:
    (folder / "entries" / "mine.md").write_text(ENTRY.replace(HEAD, "topics = [1]\n"))

    assert any("'topics' holds texts" in line for line in told(folder, sandbox))


@pytest.mark.parametrize("stray", ["mine/05.txt", "05.md", "mine/more/05.md"])
def test_what_is_no_example_among_them_is_told(folder: Path, sandbox: Sandbox, stray: str) -> None:
    (folder / "examples" / "mine" / "more").mkdir()
    (folder / "examples" / stray).write_text("# Title\n\nText\n")

    (line,) = told(folder, sandbox)
    assert line.startswith(f"examples/{stray}:1: This is no example: name it <slug>/NN.md")


def test_an_entry_of_the_reserved_name_is_told(folder: Path, sandbox: Sandbox) -> None:
    (folder / "entries" / "other.md").rename(folder / "entries" / "none.md")
    (folder / "examples" / "other").rename(folder / "examples" / "none")

    (line,) = told(folder, sandbox)
    assert line.startswith("entries/none.md:1: 'none' is the folder of posts for a person")
