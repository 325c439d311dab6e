"""Keeps the processes of one Quintet alive: starts each, names and restarts what dies, ends all in order."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from config.launch.backoff import deaths_in_a_row, delay_after
from config.launch.children import end_child

LOOK_SECONDS = 0.1


@dataclass(slots=True)
class Program:
    """One process that shall run: how it is started, and how long it may take to end."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    seconds_to_end: float = 10.0
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    quick_deaths: int = 0
    start_again_at: float | None = None


@dataclass(slots=True)
class Supervisor:
    """Runs programs in the order given and ends them in the reverse one."""

    say: Callable[[str], None]
    programs: list[Program] = field(default_factory=list)
    stop_asked: threading.Event = field(default_factory=threading.Event)
    impatient: bool = False

    def start(self, programs: Sequence[Program]) -> None:
        for program in programs:
            self.programs.append(program)
            self._start_one(program)

    def listen_to_signals(self) -> None:
        """Ctrl-C and a polite kill end everything in order; a second one does so at once."""
        names = [signal.SIGINT, signal.SIGTERM]
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup asked to outlive the terminal
            names.append(signal.SIGHUP)
        for name in names:
            signal.signal(name, self._asked_to_stop)

    def watch(self) -> None:
        """Return when asked to stop; until then nothing stays dead."""
        while not self.stop_asked.wait(LOOK_SECONDS):
            self.look()

    def look(self) -> None:
        """Notice who died, and start again whose pause is over."""
        now = time.monotonic()
        for program in self.programs:
            if program.start_again_at is not None:
                if now >= program.start_again_at:
                    self._start_one(program)
            elif program.process is not None and program.process.poll() is not None:
                self._note_death(program, now)

    def end(self) -> None:
        for program in reversed(self.programs):
            if program.process is None:
                continue
            seconds = 0.0 if self.impatient else program.seconds_to_end
            if not end_child(program.process, seconds=seconds) and not self.impatient:
                self.say(f"{program.name} did not end within {program.seconds_to_end:g} s and was killed.")

    def _start_one(self, program: Program) -> None:
        program.start_again_at = None
        program.started_at = time.monotonic()
        try:
            program.process = program.start()
        except Exception as error:  # whatever keeps it from starting now may be gone in a moment
            self.say(f"{program.name} could not be started: {error}")
            program.process = None
            self._plan_restart(program, time.monotonic())

    def _note_death(self, program: Program, now: float) -> None:
        assert program.process is not None
        how = _describe_end(program.process.returncode)
        program.process = None
        delay = self._plan_restart(program, now)
        self.say(
            f"{program.name} ended ({how}); it starts again {f'in {delay:g} s' if delay else 'at once'}."
        )

    def _plan_restart(self, program: Program, now: float) -> float:
        program.quick_deaths = deaths_in_a_row(program.quick_deaths, now - program.started_at)
        delay = delay_after(max(program.quick_deaths - 1, 0))
        program.start_again_at = now + delay
        return delay

    def _asked_to_stop(self, _number: int, _frame: object) -> None:
        self.impatient = self.stop_asked.is_set()
        self.stop_asked.set()


def _describe_end(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"killed by signal {-code}"


def named_environment(name: str) -> dict[str, str]:
    """The environment of a child that says in each log line which process it is."""
    return {**os.environ, "QUINTET_PROCESS": name}
