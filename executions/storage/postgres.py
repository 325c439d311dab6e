"""The store on PostgreSQL: whole batches as one JSON parameter per statement, prepared on the server."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import orjson
import psycopg
from django.db import connections

from builder.ids import uuid7
from executions.engine.events import Event
from executions.engine.port import Command
from executions.storage import postgres_statements as sql
from executions.storage.convert import REFERENCE, as_command, as_event, dump, dump_or_null
from executions.storage.rows import Append, Claimed, LogRow


class PostgresStore:
    def __init__(self, alias: str) -> None:
        self._alias = alias
        self._raw: Any = None
        self._cursor: Any = None

    def begin(self) -> None:
        if self._raw is None:
            connection = connections[self._alias]
            connection.ensure_connection()
            self._raw = connection.connection
            self._raw.prepare_threshold = 2
            # Django's own cursors put values into the text of a statement; these bind them on the server.
            self._cursor = psycopg.Cursor(self._raw)
        self._run("BEGIN")

    def commit(self) -> None:
        self._run("COMMIT")

    def rollback(self) -> None:
        if self._raw is not None and not self._raw.closed:
            self._run("ROLLBACK")

    def close(self) -> None:
        self._raw = self._cursor = None
        connections[self._alias].close()

    def _run(self, statement: str, values: Sequence[Any] | None = None) -> Any:
        return self._cursor.execute(statement, values)

    def claim(self, ids: Sequence[UUID], owner: str, seconds: float) -> list[Claimed]:
        rows = self._run(sql.CLAIM, (list(ids), owner, seconds, seconds)).fetchall()
        return self._claimed(rows)

    def claim_due(self, limit: int, queues: Sequence[str], owner: str, seconds: float) -> list[Claimed]:
        rows = self._run(sql.CLAIM_DUE, (list(queues), limit, owner, seconds, seconds)).fetchall()
        return self._claimed(rows)

    def _claimed(self, rows: list[Any]) -> list[Claimed]:
        claims = [_as_claimed(row) for row in rows]
        if not claims:
            return []
        by_id = {claim.id: claim for claim in claims}
        ids = list(by_id)
        for row in self._run(sql.HISTORY, (ids,)).fetchall():
            claim = by_id[row[0]]
            claim.history.append(as_event(row[1:]))
            claim.spilled = claim.spilled or REFERENCE in row[7]
        for identifier, commands in self.commands_of(
            [claim.id for claim in claims if claim.commands_given]
        ).items():
            by_id[identifier].commands = commands
        return claims

    def history_of(self, execution: UUID) -> tuple[list[Event], bool]:
        rows = self._run(sql.HISTORY, ([execution],)).fetchall()
        return [as_event(row[1:]) for row in rows], any(REFERENCE in row[7] for row in rows)

    def commands_of(self, ids: Sequence[UUID]) -> dict[UUID, list[Command]]:
        found: dict[UUID, list[Command]] = {}
        if ids:
            for row in self._run(sql.COMMANDS, (list(ids),)).fetchall():
                found.setdefault(row[0], []).append(as_command(row[1:]))
        return found

    def write(self, appends: Sequence[Append]) -> set[UUID]:
        fenced = self._run(sql.FENCE, (_json(_fence(append) for append in appends),)).fetchall()
        kept_ids = {row[0] for row in fenced}
        kept = [append for append in appends if append.execution in kept_ids]
        artefacts = [row for append in kept for row in append.artefacts]
        for row in artefacts:
            self._run(
                sql.ARTEFACT,
                (row.id, row.project, row.execution, row.media_type, len(row.content), row.content),
            )
        if kept:
            self._run(sql.EVENTS, (_json(_event(row) for append in kept for row in append.events),))
        runs = [_run(row) for append in kept for row in append.runs]
        if runs:
            self._run(sql.RUNS, (_json(runs),))
        self._waits(kept)
        taken = [UUID(command) for append in kept for command in append.changes.taken]
        if taken:
            self.take_commands(taken)
        for append in kept:
            if append.tells_parent:
                self._tell_parent(append)
        return {append.execution for append in appends} - kept_ids

    def _tell_parent(self, append: Append) -> None:
        assert append.parent is not None
        row = self._run(sql.STIR_PARENT, (append.parent,)).fetchone()
        if row:
            append.told_parents.append((append.parent, row[0]))
            values = (uuid7(), append.parent, append.parent_node, append.parent_path, append.ending())
            self._run(sql.CHILD_ENDED, values)

    def _waits(self, kept: list[Append]) -> None:
        settled = [
            {"e": append.execution, "n": node, "p": path}
            for append in kept
            for node, path in append.changes.settled_waits
        ]
        if settled:
            self._run(sql.SETTLE_WAITS, (_json(settled),))
        opened = [row for append in kept for row in append.waits()]
        for row in opened:
            self._run(
                sql.WAIT,
                (
                    row.id,
                    row.execution,
                    row.project,
                    row.key,
                    row.node,
                    row.path,
                    row.kind,
                    dump(row.request),
                    dump_or_null(row.schema),
                    row.deadline,
                    row.at,
                ),
            )

    def standing(self, ids: Sequence[UUID]) -> dict[UUID, tuple[int, int, int]]:
        rows = self._run(sql.STANDING, (list(ids),)).fetchall()
        return {row[0]: (row[1], row[2], row[3]) for row in rows}

    def write_logs(self, lines: Sequence[LogRow]) -> None:
        rows = [
            {
                "e": x.execution,
                "t": x.at,
                "n": x.node,
                "p": x.path,
                "a": x.attempt,
                "l": x.level,
                "m": x.message,
            }
            | {"d": orjson.dumps(x.data).decode()}
            for x in lines
        ]
        self._run(sql.LOGS, (_json(rows),))

    def renew(self, held: Sequence[tuple[UUID, int]], owner: str, seconds: float) -> dict[UUID, int]:
        rows = self._run(
            sql.RENEW, (seconds, seconds, [i for i, _ in held], [epoch for _, epoch in held], owner)
        ).fetchall()
        return {row[0]: row[1] for row in rows}

    def park(self, execution: UUID, epoch: int, commands: int, wake_in: float | None) -> bool | None:
        # Null stays null, and an execution without a time to wake is never due.
        seconds = None if wake_in is None else max(0.0, wake_in)
        if self._run(sql.PARK, (seconds, execution, epoch, commands)).rowcount:
            return True
        standing = self.standing([execution]).get(execution)
        return False if standing and standing[0] == epoch else None

    def hand_back(self, execution: UUID, epoch: int, after: float = 0.0) -> bool:
        return bool(self._run(sql.HAND_BACK, (after, execution, epoch)).rowcount)

    def count_crash(self, execution: UUID, epoch: int) -> int | None:
        row = self._run(sql.COUNT_CRASH, (execution, epoch)).fetchone()
        return row[0] if row else None

    def take_commands(self, ids: Sequence[UUID]) -> None:
        self._run(sql.TAKE, (list(ids),))


def _json(rows: Iterable[Any]) -> str:
    return orjson.dumps(list(rows)).decode()


def _fence(append: Append) -> dict[str, Any]:
    changes = append.changes
    return {
        "id": append.execution,
        "epoch": append.epoch,
        "first": append.first,
        "after": append.after,
        "settled": changes.settled,
        "status": changes.status,
        "reason": changes.status_reason,
        "wake": changes.wake_at,
        "started": changes.started_at,
        "ended": changes.ended_at if changes.has_ended else None,
        "result": dump_or_null(changes.result),
        "error": dump_or_null(changes.error),
        "reopened": changes.reopened,
    }


def _event(row: Any) -> dict[str, Any]:
    event = row.event
    return {
        "e": row.execution, "i": event.number, "k": event.kind, "t": event.at, "n": event.node, "p": event.path,
        "a": event.attempt, "d": row.data,
    }  # fmt: skip


def _run(row: Any) -> dict[str, Any]:
    change = row.change
    return {
        "execution_id": row.execution, "node": row.node, "path": row.path, "attempt": row.attempt,
        "status": change.status, "started_at": change.started_at, "finished_at": change.finished_at,
        "latency_ms": change.latency_ms, "cached": change.cached, "ports": dump_or_null(change.ports),
        "error": dump_or_null(change.error), "wait": dump_or_null(change.wait),
        "reason": dump_or_null(change.reason), "notes": dump_or_null(change.notes),
        "iterations_total": change.iterations_total, "iterations_done": change.iterations_done,
        "iterations_failed": change.iterations_failed, "last_number": change.last_number,
    }  # fmt: skip


def _as_claimed(row: Any) -> Claimed:
    values = (*row[:14], orjson.loads(row[14]), row[15])
    return Claimed(*values)
