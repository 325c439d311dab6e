"""Whether this installation can do its work: what `/readyz` asks."""

from dataclasses import dataclass

from django.db import Error as DatabaseError
from django.db import connection

from executions.process_signs import alive
from executions.queues import is_reachable


@dataclass(frozen=True, slots=True)
class Check:
    """One finding. What is not needed for accepting starts makes the installation degraded, not unready."""

    name: str
    ok: bool
    detail: str
    needed: bool = True


def readiness() -> list[Check]:
    """Database, queue, worker and clock, in this order."""
    database = _database()
    if not database.ok:
        return [database]
    queue = is_reachable()
    return [
        database,
        Check(
            "queue",
            queue,
            "Redis answers." if queue else "Redis is away: runs start from the database, a little later.",
            needed=False,
        ),
        _process("worker", "No worker was seen for 20 s: nothing runs. Start one: manage.py worker."),
        _process("clock", "No clock was seen for 20 s: timers and recovery wait for an idle worker."),
    ]


def _database() -> Check:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return Check("database", True, "The database answers.")
    except DatabaseError as error:
        return Check("database", False, f"The database does not answer: {error}")


def _process(kind: str, missing: str) -> Check:
    seen = alive(kind)
    if not seen:
        return Check(kind, False, missing, needed=False)
    many = "One is" if len(seen) == 1 else f"{len(seen)} are"
    return Check(kind, True, f"{many} alive.", needed=False)
