"""The inputs that the course's `..._test_case()` functions give, for a pasted notebook cell."""

import re
from collections.abc import Mapping
from typing import Any

from assistant.exercise.recipe import case_call

ASKED = re.compile(r"\b([a-z]\w*)_test_case\b")


def given_cases(source: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """For each test case function that the source names, what it gives: one value or a tuple."""
    asked = set(ASKED.findall(source))
    found: dict[str, Any] = {}
    for id, facts in known.items():
        function = id.rpartition("/")[2]
        if function not in asked or not facts.get("cases"):
            continue
        values, _ = case_call(facts["cases"][0])
        found[f"{function}_test_case"] = values[0] if len(values) == 1 else tuple(values)
    return found
