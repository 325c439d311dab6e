"""The supervisor with real processes: nothing stays dead, and nothing stays behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from config.launch.children import start_child
from config.launch.supervisor import Program, Supervisor
from tests.services.processes import alive, until

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)",
]


class Said(list[str]):
    """What the supervisor told the person."""


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def supervisor(said: Said) -> Iterator[Supervisor]:
    one = Supervisor(say=said.append)
    yield one
    one.impatient = True
    one.end()


def number_of(program: Program) -> int:
    assert program.process is not None
    return program.process.pid


def test_a_process_that_dies_is_named_in_one_line_and_started_again(
    supervisor: Supervisor, said: Said
) -> None:
    worker = Program("worker", lambda: start_child(SLEEP))
    supervisor.start([worker])
    first = number_of(worker)

    os.kill(first, signal.SIGKILL)

    assert until(lambda: (supervisor.look(), worker.process is not None and worker.process.pid != first)[1])
    assert said == ["worker ended (killed by SIGKILL); it starts again at once."]


def test_a_process_that_keeps_dying_is_given_longer_and_longer_pauses(
    supervisor: Supervisor, said: Said
) -> None:
    failing = Program("clock", lambda: start_child([sys.executable, "-c", "raise SystemExit(3)"]))
    supervisor.start([failing])

    assert until(lambda: (supervisor.look(), len(said) >= 3)[1])
    assert said == [
        "clock ended (exit code 3); it starts again at once.",
        "clock ended (exit code 3); it starts again in 0.5 s.",
        "clock ended (exit code 3); it starts again in 1 s.",
    ]


def test_what_cannot_be_started_is_said_and_tried_again(supervisor: Supervisor, said: Said) -> None:
    missing = Program("web", lambda: start_child(["/no/such/program"]))

    supervisor.start([missing])

    assert "web could not be started" in said[0]
    assert missing.start_again_at is not None


def test_all_end_in_reverse_order_and_who_does_not_listen_is_killed(
    supervisor: Supervisor, said: Said
) -> None:
    calm = Program("redis", lambda: start_child(SLEEP))
    deaf = Program("worker", lambda: start_child(DEAF, output=subprocess.PIPE), seconds_to_end=0.3)
    supervisor.start([calm, deaf])
    assert deaf.process is not None
    assert deaf.process.stdout is not None
    deaf.process.stdout.readline()
    numbers = [number_of(calm), number_of(deaf)]

    supervisor.end()

    assert not any(alive(number) for number in numbers)
    assert said == ["worker did not end within 0.3 s and was killed."]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's death signal is Linux's")
def test_children_die_with_a_killed_supervisor() -> None:
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import time\nfrom config.launch.children import start_child\n"
            f"print(start_child({SLEEP!r}).pid, flush=True)\ntime.sleep(60)",
        ],
        stdout=subprocess.PIPE,
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())

    parent.kill()
    parent.wait()

    assert until(lambda: not alive(child))
