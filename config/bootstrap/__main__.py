"""`python3 -m config.bootstrap run | install | test | check`: install what is missing, then hand over."""

import ctypes
import os
import signal
import sys
from pathlib import Path

from config.bootstrap.front_end import prepare_front_end, prepare_packages
from config.bootstrap.python_side import prepare_python, switch_to_new_enough_python
from config.bootstrap.trouble import Trouble

BASE = Path(__file__).resolve().parent.parent.parent
WORDS = ("run", "install", "test", "check")
_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of <sys/prctl.h>


def main() -> int:
    word = sys.argv[1] if len(sys.argv) > 1 else "run"
    try:
        if word not in WORDS:
            raise Trouble(f'Say what to do: {", ".join(WORDS)}. "{word}" is none of them.')
        switch_to_new_enough_python()
        if word == "run":
            python = prepare_python(BASE, dev=False)
            prepare_front_end(BASE)
            return hand_over(python, ["-P", "-m", "config.cli", "run"] + sys.argv[2:])  # noqa: RUF005
        python = prepare_python(BASE, dev=True)
        prepare_packages(BASE)
        prepare_front_end(BASE)
        if word == "install":
            return 0
        return hand_over(python, ["-m", "tests.runner", word] + sys.argv[2:])  # noqa: RUF005
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def hand_over(python: Path, arguments: "list[str]") -> int:
    """Become the next program, so that signals reach it directly."""
    sys.stdout.flush()
    if "MAKELEVEL" in os.environ and sys.platform.startswith("linux"):
        # A make that is killed cannot tell its child; the kernel can.
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGTERM)
    os.execv(str(python), [str(python)] + arguments)  # noqa: RUF005, S606


sys.exit(main())
