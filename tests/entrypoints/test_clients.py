"""One client's diagnoses run one after the other, and only a few may wait."""

import threading

import pytest

from assistant.entrypoints.clients import Clients
from assistant.errors import SandboxBusy


def test_a_second_one_waits_and_a_third_is_told_to_come_again() -> None:
    clients = Clients(queue=1)
    order: list[str] = []
    inside, go_on = threading.Event(), threading.Event()

    def first() -> None:
        with clients.turn("one"):
            inside.set()
            go_on.wait()
            order.append("first")

    def second() -> None:
        with clients.turn("one"):
            order.append("second")

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    inside.wait()
    threads[1].start()
    while clients.turns["one"].there < 2:
        pass
    with pytest.raises(SandboxBusy), clients.turn("one"):
        order.append("third")
    with clients.turn("another"):
        order.append("another")
    go_on.set()
    for thread in threads:
        thread.join()

    assert order == ["another", "first", "second"]
    assert not clients.turns
