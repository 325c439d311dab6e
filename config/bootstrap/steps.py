"""Runs one step of the installation: a line while it runs, its whole output when it fails."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from config.bootstrap.trouble import Trouble

LAST_LINES = 40


def say(text: str, end: str = "\n") -> None:
    sys.stdout.write(text + end)
    sys.stdout.flush()


def run_step(title: str, command: "list[str]", folder: Path, advice: str) -> None:
    """Run `command` quietly. When it fails, show the end of what it said and raise `Trouble` with the advice."""
    say(f"{title} … ", end="")
    began = time.monotonic()
    with tempfile.TemporaryFile() as output:
        try:
            code = subprocess.run(
                command, cwd=str(folder), stdin=subprocess.DEVNULL, stdout=output, stderr=output
            ).returncode
        except OSError as error:
            raise Trouble(f"{title} failed: {command[0]} could not be started ({error.strerror}).") from error
        if code:
            output.seek(0)
            lines = output.read().decode(errors="replace").splitlines()[-LAST_LINES:]
            say("failed\n" + "\n".join("    " + line for line in lines))
            raise Trouble(f"{title} failed: {advice}")
    say(f"{time.monotonic() - began:.0f} s")
