"""Looking at processes from outside, for tests that start and kill them."""

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path


def until(true: Callable[[], object], seconds: float = 10) -> bool:
    """Wait for something to become true; tells whether it did."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.03)
    return True


def alive(number: int) -> bool:
    """A process with this number runs. One that has ended and waits for its parent to ask does not count."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{number}/stat")
    try:
        return state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return not Path("/proc/self").exists()


def children_of(parent: int) -> dict[int, str]:
    """The commands of the processes that `parent` started, by number."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1]) == parent:
                found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
