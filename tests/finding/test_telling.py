"""A rule is passed over only where it cannot apply."""

from assistant.finding.described import described
from assistant.finding.fragments import fragments
from assistant.library.examples import load_examples
from assistant.wiring import Assistant


def test_every_rule_that_applies_is_tried(assistant: Assistant) -> None:
    examples = load_examples(assistant.settings.knowledge_base / "examples")
    lost, applied = [], 0
    for text in (f"{one.title}\n{one.text}" for one in examples):
        for telling in (described, fragments):
            tried = telling.may.Match(text, potential=True) or ()
            applying = [n for n, rule in enumerate(telling.rules) if rule[2].search(text)]
            applied += len(applying)
            lost += [(telling.rules[n][0], text) for n in applying if n not in tried]
    assert applied >= 100
    assert lost == []
