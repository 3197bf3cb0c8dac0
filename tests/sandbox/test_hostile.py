"""No attack breaks out, in any tier, as root or not; a sample here, all with `campaign.py`."""

import os

import pytest

from tests.sandbox import campaign
from tests.sandbox.attacks import bit, own

STEP = 1 if os.environ.get("GRADMENTOR_CAMPAIGN") else 12


@pytest.mark.parametrize(("tier", "user"), campaign.PLACES)
def test_no_attack_breaks_out_and_nothing_is_left(tier: str, user: str) -> None:
    found = campaign.at(tier, user, STEP)

    assert found["tier"] == tier, found
    assert found["attacks"] > 180 / STEP
    assert not found["found"]
    assert not found["left"]


@pytest.mark.parametrize("attack", list(own())[::STEP], ids=lambda one: one.id)
def test_our_attacks_bite_where_nothing_holds_them(attack) -> None:
    assert bit(attack)


def test_all_categories_have_attacks_of_our_own() -> None:
    categories = {one.id.partition("/")[0] for one in own()}

    assert len(categories) == 27
    assert len(list(own())) >= 100


def test_without_a_system_call_filter_no_code_is_run() -> None:
    found = campaign.at("none", "root", 50)

    assert "could not be locked down" in found["found"]["start"][0]
