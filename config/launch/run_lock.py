"""One Quintet per data folder: a lock that the kernel releases however its holder ends."""

import fcntl
import json
import os
from pathlib import Path
from typing import IO


class AlreadyRunning(Exception):
    """Another Quintet holds the data folder; the text names it."""


def lock_home(home: Path, url: str) -> IO[str]:
    """Take the lock, which lasts as long as the returned file is open."""
    file = (home / "run.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.seek(0)
        raise AlreadyRunning(_describe_holder(file.read(), home)) from error
    file.truncate(0)
    file.write(json.dumps({"pid": os.getpid(), "url": url}))
    file.flush()
    return file


def _describe_holder(content: str, home: Path) -> str:
    try:
        holder = json.loads(content)
        who = f"as process {holder['pid']} at {holder['url']}"
    except (ValueError, KeyError, TypeError):
        who = "in another process"
    return f"Quintet already runs on the data folder {home}, {who}: use that one, or set QUINTET_HOME to another folder."
