"""System call numbers: what NumPy needs after import is allowed, what escapes need is killed.

The x86-64 numbers were used here; the aarch64 ones are those of the kernel's
generic table and were not run on hardware.
"""

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

ALLOWED = {
    "x86_64": {
        "read": 0, "write": 1, "close": 3, "fstat": 5, "lseek": 8, "munmap": 11, "brk": 12,
        "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "readv": 19, "writev": 20,
        "sched_yield": 24, "mremap": 25, "madvise": 28, "nanosleep": 35, "getpid": 39, "exit": 60,
        "gettimeofday": 96, "getrlimit": 97, "getrusage": 98, "times": 100, "getuid": 102,
        "getgid": 104, "geteuid": 107, "getegid": 108, "getppid": 110, "sigaltstack": 131,
        "gettid": 186, "time": 201, "futex": 202, "sched_getaffinity": 204,
        "set_tid_address": 218, "restart_syscall": 219, "clock_gettime": 228, "clock_getres": 229,
        "clock_nanosleep": 230, "exit_group": 231, "set_robust_list": 273, "getrandom": 318,
        "membarrier": 324, "rseq": 334,
    },
    "aarch64": {
        "read": 63, "write": 64, "close": 57, "fstat": 80, "lseek": 62, "munmap": 215, "brk": 214,
        "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigreturn": 139, "readv": 65, "writev": 66,
        "sched_yield": 124, "mremap": 216, "madvise": 233, "nanosleep": 101, "getpid": 172,
        "exit": 93, "gettimeofday": 169, "getrusage": 165, "times": 153, "getuid": 174,
        "getgid": 176, "geteuid": 175, "getegid": 177, "getppid": 173, "sigaltstack": 132,
        "gettid": 178, "futex": 98, "sched_getaffinity": 123, "set_tid_address": 96,
        "restart_syscall": 128, "clock_gettime": 113, "clock_getres": 114, "clock_nanosleep": 115,
        "exit_group": 94, "set_robust_list": 99, "getrandom": 278, "membarrier": 283, "rseq": 293,
    },
}  # fmt: skip

CHECKED = {
    "x86_64": {"mmap": 9, "mprotect": 10, "ioctl": 16, "fcntl": 72, "prlimit64": 302},
    "aarch64": {"mmap": 222, "mprotect": 226, "ioctl": 29, "fcntl": 25, "prlimit64": 261},
}

KILLED = {
    "x86_64": {
        "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311, "mount": 165,
        "umount2": 166, "pivot_root": 155, "unshare": 272, "setns": 308, "bpf": 321,
        "perf_event_open": 298, "userfaultfd": 323, "io_uring_setup": 425, "io_uring_enter": 426,
        "io_uring_register": 427, "keyctl": 250, "add_key": 248, "request_key": 249,
        "kexec_load": 246, "init_module": 175, "finit_module": 313, "pidfd_getfd": 438,
    },
    "aarch64": {
        "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271, "mount": 40,
        "umount2": 39, "pivot_root": 41, "unshare": 97, "setns": 268, "bpf": 280,
        "perf_event_open": 241, "userfaultfd": 282, "io_uring_setup": 425, "io_uring_enter": 426,
        "io_uring_register": 427, "keyctl": 219, "add_key": 217, "request_key": 218,
        "kexec_load": 104, "init_module": 105, "finit_module": 273, "pidfd_getfd": 438,
    },
}  # fmt: skip

# Newer than the table: the C library falls back to an older call when told ENOSYS.
FALLS_BACK = {"x86_64": {"clone3": 435}, "aarch64": {"clone3": 435}}
