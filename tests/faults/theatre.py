"""Workers and clocks as processes that a test starts, freezes and kills, and the ledger of what really happened."""

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from django.db import connection, connections

from builder.models import Workflow
from executions.models import Event, Execution, NodeRun
from tests.integration.executions.stage import a_chain, a_node, a_workflow, begin
from tests.services.processes import until

BASE = Path(__file__).resolve().parent.parent.parent


class Theatre:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger = folder / "ledger.txt"
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self, program: str, failpoints: str = "") -> subprocess.Popen[bytes]:
        """A worker or a clock over the test's own database."""
        return self._play(program, ["manage.py", program], failpoints)

    def act(self, action: str, identifier: object, failpoints: str = "") -> int:
        """Let somebody start a workflow or give an execution a command. Returns how that process ended."""
        act = self._play("act", ["-m", "tests.faults.act", action, str(identifier)], failpoints)
        return act.wait(30)

    def _play(self, name: str, words: list[str], failpoints: str) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "DATABASE_URL": _database_url(),
            "QUINTET_FAILPOINTS": failpoints,
            "QUINTET_LOG_LEVEL": "info",
        }
        with (self.folder / f"{name}-{len(self._started)}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, *words], cwd=BASE, env=environment, stdout=log, stderr=log
            )
        self._started.append(process)
        return process

    def close(self) -> None:
        for process in self._started:
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.kill()
            process.wait()
        connections.close_all()

    def logs(self) -> str:
        return "\n".join(
            path.read_text(errors="replace")[-3000:] for path in sorted(self.folder.glob("*.log"))
        )

    def a_run(self, kind: str = "pure", nodes: int = 3, settings: Any = None, **config: Any) -> Execution:
        """An execution of a chain of nodes that leave their mark in the ledger."""
        return begin(self.a_workflow(kind, nodes, settings, **config))

    def a_workflow(self, kind: str = "pure", nodes: int = 3, settings: Any = None, **config: Any) -> Workflow:
        every = [
            a_node(
                f"n{number}", f"ledger.{kind}", {"file": str(self.ledger), **config}, settings=settings or {}
            )
            for number in range(nodes)
        ]
        return a_workflow(a_chain(*every), name=f"{kind}-{os.urandom(4).hex()}")

    def effects(self) -> list[list[str]]:
        """Execution, node, attempt and key of every effect that happened."""
        return [line.split() for line in self.ledger.read_text().splitlines()] if self.ledger.exists() else []

    def effects_of(self, execution: Execution) -> Counter[str]:
        return Counter(node for pk, node, *_ in self.effects() if pk == str(execution.pk))

    def effects_by_run(self) -> Counter[tuple[str, str]]:
        return Counter((pk, node) for pk, node, *_ in self.effects())

    def committed(self) -> set[tuple[str, str]]:
        """The nodes of all executions whose success is in the database."""
        rows = Event.objects.filter(kind="node.completed").values_list("execution_id", "node")
        return {(str(pk), node) for pk, node in rows}

    def status(self, execution: Execution) -> str:
        return str(Execution.objects.values_list("status", flat=True).get(pk=execution.pk))

    def wait_for(self, execution: Execution, *wanted: str, seconds: float = 30) -> None:
        """Fails with what the processes wrote when it does not come."""
        arrived = until(lambda: self.status(execution) in wanted, seconds)
        assert arrived, f"{execution.pk} is {self.status(execution)}, not {wanted}\n{self.logs()}"

    def wait_for_effects(self, count: int, seconds: float = 30) -> None:
        assert until(lambda: len(self.effects()) >= count, seconds), self.logs()

    def check_log(self, execution: Execution) -> None:
        """The log has no gap, and no node succeeded twice."""
        numbers = list(
            Event.objects.filter(execution=execution).order_by("number").values_list("number", flat=True)
        )
        assert numbers == list(range(1, len(numbers) + 1))
        succeeded = Counter(
            Event.objects.filter(execution=execution, kind="node.completed").values_list("node", "path")
        )
        assert all(count == 1 for count in succeeded.values()), succeeded
        assert Execution.objects.get(pk=execution.pk).next_event == len(numbers) + 1
        completed = NodeRun.objects.filter(execution=execution, status="completed").count()
        assert completed == len(succeeded)


def _database_url() -> str:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    host = f"?host={settings['HOST']}" if str(settings["HOST"]).startswith("/") else ""
    place = "" if host else f"{settings['HOST']}:{settings['PORT']}"
    secret = f":{settings['PASSWORD']}" if settings["PASSWORD"] else ""
    return f"postgresql://{settings['USER']}{secret}@{place}/{settings['NAME']}{host}"
