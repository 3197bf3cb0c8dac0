"""The picture of a graph: every step is drawn once, nothing overlaps, arrows point down."""

import itertools
import re

import pytest

from assistant.entrypoints.pages.exercises import exercise_page
from assistant.entrypoints.pages.graph_picture import HEIGHT, picture
from assistant.types import StepState
from assistant.wiring import Assistant


def steps(**needs: str) -> list[StepState]:
    return [StepState(name, tuple(text.split()), "right") for name, text in needs.items()]


def test_no_exercise_has_boxes_that_overlap(assistant: Assistant) -> None:
    for exercise in assistant.exercises.values():
        page = exercise_page(assistant, exercise)
        drawn = page["picture"]
        if drawn is None:
            continue
        boxes = sorted(drawn.boxes, key=lambda box: (box.y, box.x))
        for left, right in itertools.pairwise(boxes):
            assert left.y < right.y or left.x + left.width <= right.x, exercise.id
        assert all(box.x >= 0 and box.x + box.width <= drawn.width for box in boxes)
        assert all(box.y + HEIGHT <= drawn.height for box in boxes)


def test_arrows_lead_down_from_what_is_needed() -> None:
    drawn = picture(steps(a="X", b="a", c="a b"))
    assert drawn is not None
    place = {box.name: box.y for box in drawn.boxes}
    assert place["a"] < place["b"] < place["c"]
    ends = [re.findall(r"-?\d+", one.path)[1::2] for one in drawn.arrows]
    assert len(ends) == 3
    assert all(int(one[0]) < int(one[-1]) for one in ends)


def test_a_right_size_is_left_out_and_a_wrong_one_is_drawn() -> None:
    sizes = [StepState("m", ("X",), "right"), StepState("dW", ("m",), "right")]
    drawn = picture(sizes)
    assert drawn is not None
    assert [box.name for box in drawn.boxes] == ["dW"]
    wrong = picture([StepState("m", ("X",), "wrong"), sizes[1]])
    assert wrong is not None
    assert [box.name for box in wrong.boxes] == ["m", "dW"]


@pytest.mark.parametrize("given", [[], steps(m="X")])
def test_where_there_is_nothing_to_draw_there_is_no_picture(given: list[StepState]) -> None:
    assert picture(given) is None
