"""The system call filter is well formed for each architecture."""

import subprocess

import pytest

from assistant.sandbox.lockdown import ALLOW, KILL, filter_program
from assistant.sandbox.syscalls import ALLOWED, ARCHITECTURES, CHECKED, FALLS_BACK, KILLED

RET, JUMPS = 0x06, (0x15, 0x35, 0x45)


def decide(program: list[tuple[int, int, int, int]], data: dict[int, int]) -> int:
    """A BPF interpreter for the few instructions that the filter has."""
    at = accumulator = 0
    while True:
        code, then, otherwise, value = program[at]
        at += 1
        if code == RET:
            return value
        if code == 0x20:
            accumulator = data.get(value, 0)
            continue
        assert code in JUMPS
        holds = {
            0x15: accumulator == value,
            0x35: accumulator >= value,
            0x45: bool(accumulator & value),
        }[code]
        at += then if holds else otherwise


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_what_is_allowed_passes_and_what_kills_kills(machine: str) -> None:
    program = filter_program(machine)
    arch = ARCHITECTURES[machine]
    assert len(program) < 4096
    for number in ALLOWED[machine].values():
        assert decide(program, {0: number, 4: arch}) == ALLOW
    for number in KILLED[machine].values():
        assert decide(program, {0: number, 4: arch}) == KILL
    assert decide(program, {0: 0, 4: arch + 1}) == KILL
    assert decide(program, {0: 400, 4: arch}) not in (ALLOW, KILL)


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_arguments_are_checked(machine: str) -> None:
    program = filter_program(machine)
    call = CHECKED[machine]

    def verdict(name: str, **words: int) -> bool:
        data = {0: call[name], 4: ARCHITECTURES[machine]}
        return decide(program, data | {int(k[1:]): v for k, v in words.items()}) == ALLOW

    assert verdict("mmap", _32=3)
    assert not verdict("mmap", _32=7)
    assert not verdict("mprotect", _32=4)
    assert verdict("ioctl", _24=0x5401)
    assert not verdict("ioctl", _24=0x5412)
    assert verdict("fcntl", _24=3)
    assert not verdict("fcntl", _24=0)
    assert verdict("prlimit64", _32=0, _36=0)
    assert not verdict("prlimit64", _32=1)


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_the_numbers_are_those_of_debian_s_seccomp_tools(machine: str) -> None:
    tables = (ALLOWED, CHECKED, KILLED, FALLS_BACK)
    ours = {name: number for table in tables for name, number in table[machine].items()}
    resolver = ["scmp_sys_resolver", "-a", machine]

    theirs = {name: int(subprocess.check_output([*resolver, name])) for name in ours}

    assert ours == theirs
