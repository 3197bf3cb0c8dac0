"""How a run ends, whatever the code does; and that the next run is right."""

import os
import signal
import socket
import threading
import time
from pathlib import Path

import pytest

from assistant.errors import SandboxBusy
from assistant.sandbox import Sandbox
from assistant.sandbox.channel import Zygote
from assistant.sandbox.selftest import FORBIDDEN, prove
from assistant.settings import Settings

ENDINGS = [
    ("print('hello')", "returned"),
    ("import numpy as np\nnp.linalg.svd(np.random.randn(128, 128))", "returned"),
    ("1 / 0", "raised"),
    ("import sys\nsys.exit(3)", "raised"),
    ("import torch", "raised"),
    ("class E(Exception):\n    def __str__(self):\n        raise SystemExit\nraise E", "raised"),
    ("def f(:", "raised"),
    ("while True:\n    pass", "timed-out"),
    ("import time\ntime.sleep(60)", "timed-out"),
    ("import numpy as np\nnp.ones(1 << 40)", "out-of-memory"),
    ("x = 'a' * 10**10", "out-of-memory"),
    ("open('/etc/passwd').read()", "refused"),
    ("import socket\nsocket.socket()", "refused"),
    ("import os\nos.fork()", "refused"),
    ("import ctypes\nctypes.CDLL(None).ptrace(0, 0, 0, 0)", "refused"),
    ("print('x' * 10**6)", "killed"),
    ("import ctypes\nctypes.string_at(0)", "killed"),
    ("import os\nos.write(101, b'x' * 100)", "killed"),
]


@pytest.mark.parametrize(("source", "kind"), ENDINGS)
def test_each_ending_has_its_kind_and_the_next_run_is_right(
    sandbox: Sandbox, source: str, kind: str
) -> None:
    assert sandbox.run({"source": source}, wall=1.0).kind == kind
    assert sandbox.run({"source": "print(6 * 7)"}).stdout == "42\n"


@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_forbidden_act_is_refused_even_when_the_code_catches_it(
    sandbox: Sandbox, what: str
) -> None:
    source = f"try:\n    {FORBIDDEN[what]}\n    print('ESCAPED')\nexcept Exception:\n    pass"

    assert "ESCAPED" not in sandbox.run({"source": source}).stdout


def test_an_exception_is_told_with_its_line(sandbox: Sandbox) -> None:
    raised = sandbox.run({"source": "x = 1\ny = [2]\ny[x]"}).raised

    assert raised is not None
    assert (raised.type, raised.line) == ("IndexError", 3)


def test_random_numbers_are_the_same_in_each_run(sandbox: Sandbox) -> None:
    job = {"source": "import numpy as np, random\nprint(np.random.rand(), random.random())"}

    assert sandbox.run(job).stdout == sandbox.run(job).stdout


def test_no_secret_of_the_service_is_in_a_worker(sandbox: Sandbox) -> None:
    os.environ["GRADMENTOR_SECRET_OF_TEST"] = "hunter2"

    assert "hunter2" not in sandbox.run({"source": "import os\nprint(os.environ)"}).stdout


def test_after_the_zygote_is_killed_the_next_run_answers(settings: Settings) -> None:
    with Sandbox(settings) as one:
        for _ in range(3):
            one.pool.zygote.process.send_signal(signal.SIGKILL)
            time.sleep(0.05)
            assert one.run({"source": "print(1)"}).kind == "returned"


def test_a_zygote_that_is_long_in_dying_is_replaced(settings: Settings) -> None:
    """On a busy machine its socket is closed for a while before the process has ended."""
    with Sandbox(settings) as one:
        dying = one.pool.zygote
        dying.process.send_signal(signal.SIGSTOP)
        dying.control.shutdown(socket.SHUT_RDWR)
        for _ in range(settings.sandbox_workers + 2):
            assert one.run({"source": "print(1)"}).kind == "returned"
        assert one.pool.zygote is not dying


def test_a_zygote_killed_while_it_is_tested_is_no_hole(settings: Settings) -> None:
    killed = Zygote(settings)
    killed.process.kill()
    killed.process.wait()
    with pytest.raises(ConnectionError):
        prove(killed, settings)
    killed.close()


def test_beyond_the_queue_the_sandbox_is_busy(settings: Settings) -> None:
    small = settings.model_copy(update={"sandbox_queue": 0})
    with Sandbox(small) as one:
        places = 2 * (os.cpu_count() or 1)
        sleeping = {"source": "import time\ntime.sleep(60)"}
        waiting = [
            threading.Thread(target=one.run, args=(sleeping,), kwargs={"wall": 1.5})
            for _ in range(places)
        ]
        for thread in waiting:
            thread.start()
        time.sleep(0.5)
        with pytest.raises(SandboxBusy):
            one.run({"source": "print(1)"})
        for thread in waiting:
            thread.join()


def test_no_descriptor_and_no_process_is_left(settings: Settings) -> None:
    with Sandbox(settings) as one:
        for _ in range(5):
            one.run({"source": "print(1)"})
        zygote = one.pool.zygote.process.pid
        time.sleep(0.3)
        before = len(os.listdir("/proc/self/fd"))
        for source in ("print(1)", "1 / 0", "import os\nos.fork()") * 10:
            one.run({"source": source})
        time.sleep(0.3)
        assert len(os.listdir("/proc/self/fd")) <= before + 1
        children = Path(f"/proc/{zygote}/task/{zygote}/children").read_text().split()
        assert len(children) <= settings.sandbox_workers + 1
