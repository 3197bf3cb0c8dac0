"""A broken entry is refused, and each kind of mistake is told with its line and the mend."""

from pathlib import Path

import pytest

from assistant.entrypoints.checking import SKELETON
from assistant.errors import BadEntry
from assistant.library.entries import load_entry
from assistant.library.form import flaws, unwritten

LADDER = "3. TODO: the idea, never the line to paste."
# What is replaced in the skeleton, by what, the line that is named, and a part of what is said.
BROKEN = [
    (SKELETON, "no front matter", 1, "The front matter is missing: begin with a line +++"),
    ('title = "TODO', 'title == "TODO', 2, "This is no TOML: Invalid value. Quote a text"),
    ("message = 'part of the message'", "message = 'part", 9, "This is no TOML"),
    ("topics = [", "topic = [", 4, "There is no key 'topic'; you may mean 'topics'."),
    ("topics = [", 'topics = "one" #', 4, "'topics' is a list, not str."),
    ('title = "TODO: what goes wrong, in a few words"', "", 1, "It needs a title"),
    ('kind = "mistake"', 'kind = ["idea"]', 3, "kind = 'mistake' or 'idea' or 'course-life'"),
    ('kind = "mistake"', 'kind = "poem"', 3, "kind = 'mistake' or 'idea' or 'course-life'"),
    ('type = "ValueError"', 'typ = "ValueError"', 8, "no key 'typ'; you may mean 'type'."),
    ('type = "ValueError"', "", 7, "The signature needs a type: type = 'a text'."),
    ('type = "ValueError"', 'type = "ValeuError"', 8, "you may mean 'ValueError'"),
    ("'part of the message'", "'part ('", 9, "The pattern cannot be read: missing )"),
    ("'part of the message'", "'part(?=x)'", 9, "RE2 knows no look-around"),
    ("[[error]]", "[error]", 7, "'error' is a list, not dict."),
    ("## Why\n", "## Because\n", 16, "There is no section 'Because'; there are Symptom, Why"),
    ("## Why\n", "## Whyy\n", 16, "you may mean 'Why'"),
    ("## Why\n\n", "## Why\n\n## Why\n\n", 18, "stands there twice"),
    ("## Right", "## Check", 38, "The section 'Right' is missing: add a line '## Right'."),
    ("## Why", "## Right", 20, "'Hints' stands too late"),
    (f"\n{LADDER}", "", 20, "The ladder has 2 of 3 rungs: a question, where to look, the idea."),
    (LADDER, "3. TODO: `dZ = A - Y` it is.", 24, "A hint holds no code to paste"),
    (LADDER, "3. Call np.sum(dZ, axis=1).", 24, "A hint holds no code to paste"),
    (LADDER, "3. Write v = beta * v + (1 - beta) * grad.", 24, "A hint holds no code to paste"),
    (LADDER, "3. dZ1 = dot(W2.T, dZ2) * (1 - A1**2) is it.", 24, "A hint holds no code to paste"),
    (LADDER, "3. It is $dZ1 = W2.T @ dZ2 ...$.", 24, "A hint holds no code to paste"),
    (LADDER, "3. You need w -= lr*dw.", 24, "A hint holds no code to paste"),
    (LADDER, "3. Take cost = mean(loss).", 24, "A hint holds no code to paste"),
    (LADDER, "3. Take cost = loss.mean() there.", 24, "A hint holds no code to paste"),
    (LADDER, "3. Then m = X.shape[1].", 24, "A hint holds no code to paste"),
    (LADDER, "3. Then dz = a-y.", 24, "A hint holds no code to paste"),
    (LADDER, "3. Look at {lines}.", 24, "There is no blank {lines}; there are variable, line"),
    (LADDER, "3. Look there", 24, "end it with a full stop or a question mark"),
    ("```python\n# TODO: the same", "```\n# TODO: the same", 33, "'Right' holds no code"),
    ("TODO: what happens, in one to three sentences, without blame.", "", 16, "is empty: write"),
]


def test_the_skeleton_is_an_entry_that_says_what_is_to_do(tmp_path: Path) -> None:
    file = tmp_path / "some-slug.md"
    file.write_text(SKELETON)

    assert load_entry(file).slug == "some-slug"
    todo = [(flaw.line, flaw.says) for flaw in unwritten(SKELETON)]
    assert len(todo) == SKELETON.count("TODO") == 10
    assert todo[0] == (2, "Still to do: what goes wrong, in a few words")


@pytest.mark.parametrize(("before", "after", "line", "says"), BROKEN)
def test_each_mistake_is_told_with_its_line_and_its_mend(
    tmp_path: Path, before: str, after: str, line: int, says: str
) -> None:
    assert before in SKELETON
    text = SKELETON.replace(before, after, 1)

    told = [(flaw.line, flaw.says) for flaw in flaws(text)]
    assert [one for one in told if one[0] == line and says in one[1]], told
    file = tmp_path / "broken.md"
    file.write_text(text)
    with pytest.raises(BadEntry, match=r"broken\.md:\d+: "):
        load_entry(file)


@pytest.mark.parametrize(
    "hint",
    [
        "With axis = 1, is the sum over rows or columns?",
        "In Z = W A + b, which entries meet?",
        "Compare $dZ^{[2]} = A^{[2]} - Y$ with your shapes.",
        "Is A == B - C what you test?",
        "Print it at t = 1: m and v / m should differ.",
        "Is it mode = row-wise or mode = column-by-column?",
        "With shape = (m, n), what is the axis of the examples?",
    ],
)
def test_a_formula_in_words_or_symbols_may_stand_in_a_hint(hint: str) -> None:
    assert list(flaws(SKELETON.replace(LADDER, f"3. {hint}"))) == []


def test_an_entry_that_is_no_utf_8_is_refused_with_its_file(tmp_path: Path) -> None:
    file = tmp_path / "broken.md"
    file.write_bytes(SKELETON.encode() + b"\xef")

    with pytest.raises(BadEntry, match=r"^broken\.md is not UTF-8\.$"):
        load_entry(file)


def test_all_mistakes_of_an_entry_are_told_at_once() -> None:
    text = SKELETON.replace("topics", "topic").replace("## Why", "## Because")

    assert [flaw.line for flaw in flaws(text)] == [4, 38, 16]
