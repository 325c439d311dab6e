"""Starting a child process that never outlives its parent, however the parent ends."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of <sys/prctl.h>


def start_child(
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    output: int | IO[bytes] | None = None,
) -> subprocess.Popen[bytes]:
    """Start `command` in a group of its own, so that Ctrl-C reaches the parent alone, which then ends its children in order."""
    return subprocess.Popen(
        list(command),
        env=None if environment is None else dict(environment),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        process_group=0,
        preexec_fn=_die_with_parent(),
    )


def _die_with_parent() -> Callable[[], None] | None:
    """Ask Linux to kill the child when the thread that started it is gone. Elsewhere the next start cleans up."""
    if not sys.platform.startswith("linux"):
        return None
    # Loaded before the fork: a child of a process with threads must not load anything.
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def ask() -> None:
        prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:  # the parent ended before it could be asked for
            os._exit(1)

    return ask


def end_child(process: subprocess.Popen[bytes], *, seconds: float) -> bool:
    """Ask a child to end, and kill it when it has not after `seconds`. Tells whether it ended by itself."""
    if process.poll() is not None:
        return True
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False
    return True
