"""The two commands: `dev.py serve` serves the form, `dev.py test` passes the tests."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"
GATE = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "imports": ["lint-imports"],
    "docs": ["zensical", "build", "--strict"],
    "tests": ["pytest", "--numprocesses=2", "--ignore=tests/forum"],
    # In a process of its own: a browser that is open leaves an event loop running.
    "forum": ["pytest", "tests/forum"],
}
# While the other tests wait for a sandbox or a browser; the forum's wait for a clock.
BESIDE = ("types", "imports", "docs", "forum")
PROGRAMS = {
    "chromium-headless-shell": ("chromium-headless-shell", "chromium", "chromium-browser"),
    "postgresql": ("pg_ctlcluster",),
    "bubblewrap": ("bwrap",),
    "seccomp": ("scmp_sys_resolver",),
}


def main() -> int:
    """Install what is missing, then serve or test."""
    command, *rest = sys.argv[1:] or ["help"]
    if command == "serve":
        install("requirements.lock")
        return run("gradmentor", "serve", *rest)
    if command == "test":
        with ThreadPoolExecutor(1) as beside:
            programs = beside.submit(install_programs)
            install("requirements-dev.lock")
            programs.result()
        return gate(rest)
    print(
        "python3 dev.py serve [--port 8000]    the web form\npython3 dev.py test    the whole gate"
    )
    return 2


def install(lock: str) -> None:
    """Make `.venv` and fill it from a lock file, once for each state of the lock."""
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    digest = hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    done = STAMP.read_text().split() if STAMP.exists() else []
    if digest in done:
        return
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / lock)], check=True)
    here = [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    subprocess.run(here, check=True)
    STAMP.write_text(" ".join([*done, digest]))


def install_programs() -> None:
    """Programs of Debian that the tests use for real; never skipped."""
    missing = [
        package
        for package, names in PROGRAMS.items()
        if not any(shutil.which(name) for name in names)
    ]
    if not missing:
        return
    admin = [] if os.getuid() == 0 else ["sudo", "-n"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update = [*admin, "apt-get", "-q", "update"]
    install_them = [*admin, "apt-get", "-q", "install", "-y", "--no-install-recommends", *missing]
    for step in (update, install_them):
        try:
            subprocess.run(step, check=True, env=environment, stdout=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError):
            sys.exit(
                f"The tests need {' and '.join(missing)}: install it with apt-get and try again."
            )


def gate(rest: list[str]) -> int:
    """Every check, also after one failed; says how to run only what failed."""
    failed = []
    beside = {name: begin(*GATE[name]) for name in BESIDE}
    for name, command in GATE.items():
        if name in beside:
            continue
        print(f"--- {name}: {' '.join(command)}", flush=True)
        if run(*command, *(rest if name == "tests" else [])):
            failed.append(name)
    for name, process in beside.items():
        told, _ = process.communicate()
        print(f"--- {name}, beside the tests:\n{told}", flush=True)
        if process.returncode:
            failed.append(name)
    for name in failed:
        print(f"{name} failed; run only that: .venv/bin/{' '.join(GATE[name])}")
    return 1 if failed else 0


def begin(program: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a program of the environment; what it says is kept until it is asked for."""
    command = [str(VENV / "bin" / program), *arguments]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def run(program: str, *arguments: str) -> int:
    """Run a program of the environment."""
    return subprocess.run(
        [str(VENV / "bin" / program), *arguments], cwd=ROOT, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
