"""Finds processes that a test run left behind, by a mark in their environment."""

import os
import signal
from pathlib import Path

MARK = "QUINTET_TEST_RUN"


def left_behind(mark: str) -> dict[int, str] | None:
    """The command by process id; nothing can be said where there is no /proc."""
    processes = Path("/proc")
    if not (processes / "self" / "environ").exists():
        return None
    wanted = f"{MARK}={mark}".encode()
    found = {}
    for entry in processes.iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            if wanted in (entry / "environ").read_bytes().split(b"\0"):
                found[int(entry.name)] = (
                    (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                )
        except OSError:  # it has ended, or it is somebody else's
            continue
    return found


def end_all(processes: dict[int, str]) -> None:
    for number in processes:
        try:
            os.kill(number, signal.SIGKILL)
        except ProcessLookupError:
            continue
