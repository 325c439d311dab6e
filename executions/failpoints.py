"""Named places where a test makes this process die, fail or freeze. Does nothing unless `QUINTET_FAILPOINTS` is set.

`QUINTET_FAILPOINTS=journal.before_commit=kill@3` kills the process at the third passage; `raise`, `cut` and
`freeze` (for two seconds) are the other actions; several are separated by commas.
"""

import os
import signal
import threading
import time
from collections.abc import Callable

NAMES = (
    "claim.before_commit",
    "claim.after_commit",
    "journal.before_commit",
    "journal.after_commit",
    "node.before_effect",
    "node.after_effect",
    "park.before_commit",
    "wake_up.before",
    "wake_up.after",
    "sweep.after_mark",
    "start.before_commit",
    "command.before_commit",
    "schedule.before_commit",
)


class Injected(Exception):
    """What the action `raise` raises."""


class InjectedCut(ConnectionError):
    """What the action `cut` raises: the connection is gone and nobody knows what arrived."""


class _Failpoints:
    def __init__(self, text: str) -> None:
        self._lock = threading.Lock()
        self._left: dict[str, tuple[str, int]] = {}
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            name, _, action = part.partition("=")
            word, _, count = action.partition("@")
            if name not in NAMES or word not in ("kill", "raise", "cut", "freeze"):
                raise ValueError(
                    f"QUINTET_FAILPOINTS: “{part}” is not known. Places are: {', '.join(NAMES)}."
                )
            self._left[name] = (word, int(count or 1))

    def reach(self, name: str) -> None:
        with self._lock:
            if name not in self._left:
                return
            word, left = self._left[name]
            if left > 1:
                self._left[name] = (word, left - 1)
                return
            del self._left[name]
        self._act(name, word)

    def _act(self, name: str, word: str) -> None:
        if word == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif word == "freeze":
            time.sleep(2)
        elif word == "cut":
            raise InjectedCut(name)
        else:
            raise Injected(name)


def _nothing(name: str) -> None:
    """The failpoint of a process that nobody torments."""


_text = os.environ.get("QUINTET_FAILPOINTS", "")
reach: Callable[[str], None] = _Failpoints(_text).reach if _text else _nothing
