"""`python -m tests.runner test | check`: runs the steps and ends with the table."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

from tests.runner.chromium import HOW, VARIABLE, bring_chromium
from tests.runner.counts import Counts, read_counts, report_options
from tests.runner.leftovers import MARK, end_all, left_behind
from tests.runner.steps import Step, all_steps
from tests.runner.table import Outcome, lines_of

LANES = 3  # steps side by side: on two cores one of three waits at any time, for a page, a clock or a process
NOT_FOR_TESTS = ("DATABASE_URL", "DEBUG", "SECRET_KEY", "PORT", "HOST", "MAKELEVEL", "MAKEFLAGS", "MFLAGS")


def main() -> int:
    quick = sys.argv[1:2] == ["check"]
    steps = all_steps()
    chosen = [step for step in steps if step.quick or not quick]
    mark = uuid4().hex
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    lanes = ThreadPoolExecutor(LANES)
    try:
        outcomes = list(lanes.map(lambda step: run(step, mark), chosen))
    except KeyboardInterrupt:
        lanes.shutdown(wait=False, cancel_futures=True)
        end_all(left_behind(mark) or {})
        return 130
    left = left_behind(mark)
    not_asked = [step.name for step in steps if step not in chosen]
    say("\n".join(lines_of(outcomes, not_asked, _describe(left))))
    end_all(left or {})
    return 1 if left or any(outcome.code for outcome in outcomes) else 0


def run(step: Step, mark: str) -> Outcome:
    """Run one step and say all that it said when it has ended, so that those side by side can be told apart."""
    if step.absent:
        return Outcome(step.name, 0, 0.0, Counts(), why_not=step.absent)
    browser = bring_chromium() if step.needs_browser else ""
    if browser is None:
        return Outcome(step.name, 1, 0.0, Counts(failed=1), why_not=HOW)
    say(f"--- {step.name} …")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as output:
        report = Path(folder) / "report"
        command = [*step.command, *report_options(step.report, report)]
        try:
            code = subprocess.run(
                command,
                cwd=step.folder,
                env=environment_of(step, mark, browser),
                stdout=output,
                stderr=output,
            ).returncode
        except OSError as error:
            output.write(f"{command[0]}: {error.strerror}\n".encode())
            code = 127
        seconds = time.monotonic() - began
        output.seek(0)
        said = output.read().decode(errors="replace").strip()
        say(f"=== {step.name}: {'failed' if code else 'ok'} after {seconds:.0f} s\n{said}\n")
        return Outcome(step.name, code, seconds, read_counts(step.report, report, code))


def environment_of(step: Step, mark: str, browser: str) -> dict[str, str]:
    """The person's environment without what would point the tests at their own data."""
    kept = {
        name: value for name, value in os.environ.items() if name not in NOT_FOR_TESTS and not _is_ours(name)
    }
    kept |= {MARK: mark, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"} | dict(step.environment)
    return kept | ({VARIABLE: browser} if browser else {})


def _is_ours(name: str) -> bool:
    return name.startswith("QUINTET_") and not name.startswith("QUINTET_TEST_")


def _describe(left: dict[int, str] | None) -> str:
    if left is None:
        return "Whether processes were left behind could not be seen on this system."
    if not left:
        return "No process was left behind."
    return "Left behind: " + "; ".join(f"{number} {command}" for number, command in left.items())


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
