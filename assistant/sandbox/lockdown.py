"""The layers around a worker, by ctypes alone: rlimits, namespaces, Landlock, seccomp.

Each layer raises OSError when it cannot be put up; none is skipped silently.
"""

import ctypes
import errno
import functools
import os
import platform
import resource
import struct

from assistant.sandbox.syscalls import ALLOWED, ARCHITECTURES, CHECKED, FALLS_BACK, KILLED

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long

SET_PDEATHSIG, SET_DUMPABLE, SET_NO_NEW_PRIVS = 1, 4, 38
NEW_NS, NEW_UTS, NEW_IPC, NEW_USER, NEW_NET = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x40000000
CREATE_RULESET, RESTRICT_SELF, SECCOMP = 444, 446, {"x86_64": 317, "aarch64": 277}
KILL, ALLOW, REFUSE = 0x80000000, 0x7FFF0000, 0x00050000
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}  # Landlock ABI -> number of file rights; 16 from 5 on
Instruction = tuple[int, int, int, int]


def checked(result: int, what: str) -> int:
    """The result of a call, or OSError with its name."""
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def prctl(option: int, value: int) -> None:
    """One process control."""
    arguments = (ctypes.c_ulong(value), *[ctypes.c_ulong(0)] * 3)
    checked(libc.prctl(ctypes.c_int(option), *arguments), f"prctl {option}")


def limit(cpu_seconds: int, address_space: int) -> None:
    """Resource limits: CPU, memory, and nothing of what writes files or makes processes."""
    limits = {
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_CPU: (cpu_seconds, cpu_seconds + 1),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_NPROC: (0, 0),
        resource.RLIMIT_STACK: (8 << 20, 8 << 20),
        resource.RLIMIT_MEMLOCK: (0, 0),
        resource.RLIMIT_MSGQUEUE: (0, 0),
        resource.RLIMIT_AS: (address_space, address_space),
        resource.RLIMIT_NOFILE: (128, 128),
    }
    for which, values in limits.items():
        resource.setrlimit(which, values)


def enter_namespaces(uid: int, gid: int) -> None:
    """User, network, IPC, UTS and mount namespaces of one's own; OSError where forbidden."""
    flags = NEW_USER | NEW_NET | NEW_IPC | NEW_UTS | NEW_NS
    checked(libc.unshare(ctypes.c_int(flags)), "unshare")
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"65534 {uid} 1"),
        ("gid_map", f"65534 {gid} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def landlock_abi() -> int:
    """The Landlock version of the kernel, 0 without it."""
    version = libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(1))
    return max(int(version), 0)


def landlock() -> None:
    """Forbid every file, TCP, and signals or sockets out of the domain: a ruleset without rules."""
    abi = landlock_abi()
    if not abi:
        raise OSError(errno.ENOSYS, "the kernel has no Landlock")
    files = (1 << FILE_RIGHTS.get(abi, 16)) - 1
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    attributes = struct.pack("QQQ", files, 3, 3)[:size]
    ruleset = libc.syscall(CREATE_RULESET, attributes, ctypes.c_size_t(size), ctypes.c_uint(0))
    checked(ruleset, "landlock_create_ruleset")
    restricted = libc.syscall(RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint(0))
    checked(restricted, "landlock_restrict_self")
    os.close(ruleset)


def seccomp() -> None:
    """Load the system call filter of this architecture."""
    machine = platform.machine()
    program = assembled(machine)
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(buffer))
    result = libc.syscall(SECCOMP[machine], ctypes.c_uint(1), ctypes.c_uint(0), header)
    checked(result, "seccomp")


@functools.cache
def assembled(machine: str) -> bytes:
    """The filter's code; OSError for an architecture without a table."""
    if machine not in ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"there is no table of system calls for {machine}")
    return b"".join(struct.pack("=HBBI", *one) for one in filter_program(machine))


def filter_program(machine: str) -> list[Instruction]:
    """The filter: an allow-list; what is not on it is refused, what only attacks need kills."""
    program = [load(4), equal(ARCHITECTURES[machine], 1, 0), give(KILL), load(0)]
    if machine == "x86_64":
        program += [(0x35, 0, 1, 0x40000000), give(KILL)]  # the x32 calls
    for number in ALLOWED[machine].values():
        program += [equal(number, 0, 1), give(ALLOW)]
    for name, number in CHECKED[machine].items():
        program += argument_check(name, number)
    for number in FALLS_BACK[machine].values():
        program += [equal(number, 0, 1), give(REFUSE | errno.ENOSYS)]
    for number in KILLED[machine].values():
        program += [equal(number, 0, 1), give(KILL)]
    return [*program, give(REFUSE | errno.EPERM)]


def argument_check(name: str, number: int) -> list[Instruction]:
    """Calls that are allowed with some arguments only; arguments stand at 16 + 8 * index."""
    if name in ("mmap", "mprotect"):  # nothing executable
        body = [load(32), (0x45, 0, 1, 4), give(REFUSE | errno.EACCES), give(ALLOW)]
    elif name == "ioctl":  # TCGETS and FIOCLEX
        body = one_of((0x5401, 0x5451), 24, errno.ENOTTY)
    elif name == "fcntl":  # F_GETFD, F_SETFD, F_GETFL
        body = one_of((1, 2, 3), 24, errno.EPERM)
    else:  # prlimit64 without a new limit: both halves of the pointer are zero
        refuse = give(REFUSE | errno.EPERM)
        body = [load(32), equal(0, 0, 3), load(36), equal(0, 0, 1), give(ALLOW), refuse]
    return [equal(number, 0, len(body)), *body]


def one_of(values: tuple[int, ...], offset: int, code: int) -> list[Instruction]:
    """Allow when the argument at `offset` is one of these values."""
    tests = [equal(v, len(values) - i, 0) for i, v in enumerate(values)]
    return [load(offset), *tests, give(REFUSE | code), give(ALLOW)]


def load(offset: int) -> Instruction:
    """Load a word of the call's description."""
    return (0x20, 0, 0, offset)


def equal(value: int, then: int, otherwise: int) -> Instruction:
    """Skip `then` or `otherwise` instructions."""
    return (0x15, then, otherwise, value)


def give(action: int) -> Instruction:
    """End with this action."""
    return (0x06, 0, 0, action)
