"""A short soak: right answers among attacks and kills, nothing growing."""

from tests.sandbox.soak import soak


def test_among_attacks_and_kills_every_answer_is_right() -> None:
    found = soak(520)  # the least that sees both kills

    assert not found["wrong"]
    assert found["more_descriptors"] < 10
    service = [sizes[0] for sizes in found["service_and_zygote_mib"]]
    assert service[-1] - service[1] < 20
