"""Runs a command as on a poorer machine: `places.py TIER USER COMMAND...`.

Tier B imitates a default container profile (no namespaces), tier C a kernel without
Landlock too, both by a system call filter; user `plain` is uid 1000 in a user namespace,
without any capability after the exec.
"""

import ctypes
import errno
import os
import platform
import struct
import sys

from assistant.sandbox import lockdown

NEW_USER = 0x10000000
NAMESPACES = {
    "x86_64": {"unshare": 272, "setns": 308, "mount": 165, "clone": 56, "clone3": 435},
    "aarch64": {"unshare": 97, "setns": 268, "mount": 40, "clone": 220, "clone3": 435},
}
LANDLOCK = (444, 445, 446)


def imitate(tier: str) -> None:
    """Take away what the tier does not have."""
    calls = NAMESPACES[platform.machine()]
    program = [lockdown.load(0)]
    if tier in "BC":
        for name in ("unshare", "setns", "mount"):
            program += [lockdown.equal(calls[name], 0, 1), refusal(errno.EPERM)]
        program += [lockdown.equal(calls["clone3"], 0, 1), refusal(errno.ENOSYS)]
    if tier == "C":
        for number in LANDLOCK:
            program += [lockdown.equal(number, 0, 1), refusal(errno.ENOSYS)]
    if tier == "none":
        program += [lockdown.equal(lockdown.SECCOMP[platform.machine()], 0, 1)]
        program += [refusal(errno.ENOSYS)]
    program += [lockdown.give(lockdown.ALLOW)]
    lockdown.prctl(lockdown.SET_NO_NEW_PRIVS, 1)
    code = b"".join(struct.pack("=HBBI", *one) for one in program)
    buffer = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("HxxxxxxQ", len(code) // 8, ctypes.addressof(buffer))
    number = lockdown.SECCOMP[platform.machine()]
    lockdown.checked(lockdown.libc.syscall(number, 1, 0, header), "seccomp")


def refusal(code: int) -> lockdown.Instruction:
    """Refuse with this error."""
    return lockdown.give(lockdown.REFUSE | code)


def become_plain() -> None:
    """Uid 1000, still able to read what the real user owns."""
    uid, gid = os.getuid(), os.getgid()
    lockdown.checked(lockdown.libc.unshare(NEW_USER), "unshare")
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"1000 {uid} 1"),
        ("gid_map", f"1000 {gid} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def main() -> None:
    """Change the place, then become the command."""
    tier, user, *command = sys.argv[1:]
    if user == "plain":
        become_plain()
    if tier != "A":
        imitate(tier)
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
