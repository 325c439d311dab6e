"""The store on SQLite: one writer, immediate transactions, a loop of prepared statements."""

# ruff: noqa: S608 - statements are joined from fixed fragments only; every value is bound

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
from django.db import connections

from builder.ids import uuid7
from executions.engine.events import Event
from executions.engine.port import Command
from executions.storage import sqlite_statements as sql
from executions.storage.convert import REFERENCE, as_command, as_event, dump, dump_or_null, moment_text
from executions.storage.rows import Append, Claimed, LogRow


class SqliteStore:
    def __init__(self, alias: str) -> None:
        self._alias = alias
        self._raw: Any = None

    def begin(self) -> None:
        if self._raw is None:
            connection = connections[self._alias]
            connection.ensure_connection()
            self._raw = connection.connection
        self._raw.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        self._raw.execute("COMMIT")

    def rollback(self) -> None:
        if self._raw is not None and self._raw.in_transaction:
            self._raw.execute("ROLLBACK")

    def close(self) -> None:
        self._raw = None
        connections[self._alias].close()

    def claim(self, ids: Sequence[UUID], owner: str, seconds: float) -> list[Claimed]:
        marks = ", ".join("?" * len(ids))
        rows = self._raw.execute(
            f"SELECT {sql.CLAIMED} FROM executions_execution WHERE id IN ({marks}) AND {sql.FREE}",
            [i.hex for i in ids],
        ).fetchall()
        return self._claimed(rows, owner, seconds)

    def claim_due(self, limit: int, queues: Sequence[str], owner: str, seconds: float) -> list[Claimed]:
        marks = ", ".join("?" * len(queues))
        rows = self._raw.execute(
            f"SELECT {sql.CLAIMED} FROM executions_execution WHERE {sql.FREE} AND queue IN ({marks})"
            f" ORDER BY {sql.RANK}, due_at LIMIT ?",
            [*queues, limit],
        ).fetchall()
        return self._claimed(rows, owner, seconds)

    def _claimed(self, rows: list[Any], owner: str, seconds: float) -> list[Claimed]:
        until = f"+{seconds} seconds"
        claims = []
        for row in rows:
            self._raw.execute(sql.CLAIM, (owner, until, until, row[0]))
            claims.append(_as_claimed(row))
        ids = [claim.id for claim in claims]
        commands = self.commands_of(ids)
        for claim in claims:
            claim.history, claim.spilled = self.history_of(claim.id)
            claim.commands = commands.get(claim.id, [])
        return claims

    def history_of(self, execution: UUID) -> tuple[list[Event], bool]:
        rows = self._raw.execute(
            "SELECT number, kind, at, node, path, attempt, data FROM executions_event"
            " WHERE execution_id = ? ORDER BY number",
            (execution.hex,),
        ).fetchall()
        return [as_event(row) for row in rows], any(REFERENCE in row[6] for row in rows)

    def commands_of(self, ids: Sequence[UUID]) -> dict[UUID, list[Command]]:
        found: dict[UUID, list[Command]] = {}
        for identifier in ids:
            rows = self._raw.execute(
                "SELECT id, action, node, path, payload, by FROM executions_command"
                " WHERE execution_id = ? AND taken_at IS NULL ORDER BY id",
                (identifier.hex,),
            ).fetchall()
            if rows:
                found[identifier] = [as_command(row) for row in rows]
        return found

    def write(self, appends: Sequence[Append]) -> set[UUID]:
        refused = {append.execution for append in appends if not self._fence(append)}
        kept = [append for append in appends if append.execution not in refused]
        run = self._raw.executemany
        run(sql.ARTEFACT, [_artefact(row) for append in kept for row in append.artefacts])
        run(sql.EVENT, [_event(row) for append in kept for row in append.events])
        run(sql.RUN, [_run(row) for append in kept for row in append.runs])
        for append in kept:
            self._waits(append)
            run(
                f"UPDATE executions_command SET taken_at = {sql.NOW} WHERE id = ? AND taken_at IS NULL",
                [(UUID(command).hex,) for command in append.changes.taken],
            )
            if append.tells_parent:
                self._tell_parent(append)
        return refused

    def _tell_parent(self, append: Append) -> None:
        assert append.parent is not None
        row = self._raw.execute(sql.STIR_PARENT, (append.parent.hex,)).fetchone()
        if row:
            append.told_parents.append((append.parent, row[0]))
            values = (uuid7().hex, append.parent.hex, append.parent_node, append.parent_path, append.ending())
            self._raw.execute(sql.CHILD_ENDED, values)

    def _fence(self, append: Append) -> bool:
        changes = append.changes
        values = {
            "id": append.execution.hex,
            "epoch": append.epoch,
            "first": append.first,
            "after": append.after,
            "settled": changes.settled,
            "status": changes.status,
            "reason": changes.status_reason,
            "wake": moment_text(changes.wake_at),
            "started": moment_text(changes.started_at),
            "ended": moment_text(changes.ended_at) if changes.has_ended else None,
            "result": dump_or_null(changes.result),
            "error": dump_or_null(changes.error),
            "reopened": changes.reopened,
        }
        return bool(self._raw.execute(sql.FENCE, values).rowcount)

    def _waits(self, append: Append) -> None:
        for node, path in append.changes.settled_waits:
            self._raw.execute(
                f"UPDATE executions_wait SET settled_at = {sql.NOW}"
                " WHERE execution_id = ? AND node = ? AND path = ? AND settled_at IS NULL",
                (append.execution.hex, node, path),
            )
        for row in append.waits():
            self._raw.execute(
                sql.WAIT,
                (
                    row.id.hex,
                    row.execution.hex,
                    row.project.hex,
                    row.key,
                    row.node,
                    row.path,
                    row.kind,
                    dump(row.request),
                    dump_or_null(row.schema),
                    row.deadline,
                    moment_text(row.at),
                ),
            )

    def standing(self, ids: Sequence[UUID]) -> dict[UUID, tuple[int, int, int]]:
        marks = ", ".join("?" * len(ids))
        rows = self._raw.execute(
            f"SELECT id, epoch, next_event, commands_given FROM executions_execution WHERE id IN ({marks})",
            [i.hex for i in ids],
        )
        return {UUID(row[0]): (row[1], row[2], row[3]) for row in rows}

    def write_logs(self, lines: Sequence[LogRow]) -> None:
        self._raw.executemany(
            "INSERT INTO executions_logline (execution_id, at, node, path, attempt, level, message, data)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    line.execution.hex,
                    line.at,
                    line.node,
                    line.path,
                    line.attempt,
                    line.level,
                    line.message,
                    dump(line.data),
                )
                for line in lines
            ],
        )

    def renew(self, held: Sequence[tuple[UUID, int]], owner: str, seconds: float) -> dict[UUID, int]:
        until = f"+{seconds} seconds"
        kept: dict[UUID, int] = {}
        for identifier, epoch in held:
            row = self._raw.execute(
                f"UPDATE executions_execution SET lease_expires_at = {sql.in_seconds()}, due_at = {sql.in_seconds()}"
                " WHERE id = ? AND epoch = ? AND lease_owner = ? RETURNING commands_given",
                (until, until, identifier.hex, epoch, owner),
            ).fetchone()
            if row:
                kept[identifier] = row[0]
        return kept

    def park(self, execution: UUID, epoch: int, commands: int, wake_in: float | None) -> bool | None:
        due = "NULL" if wake_in is None else sql.in_seconds()
        values: list[Any] = [] if wake_in is None else [f"+{max(0.0, wake_in):.3f} seconds"]
        parked = self._raw.execute(
            f"UPDATE executions_execution SET lease_owner = '', lease_expires_at = NULL, due_at = {due}"
            " WHERE id = ? AND epoch = ? AND commands_given = ? AND status <> 'running'",
            [*values, execution.hex, epoch, commands],
        ).rowcount
        if parked:
            return True
        standing = self.standing([execution]).get(execution)
        return False if standing and standing[0] == epoch else None

    def hand_back(self, execution: UUID, epoch: int, after: float = 0.0) -> bool:
        cursor = self._raw.execute(
            f"UPDATE executions_execution SET lease_owner = '', lease_expires_at = {sql.NOW}, due_at = {sql.in_seconds()}"
            " WHERE id = ? AND epoch = ? AND lease_owner <> ''",
            (f"+{after} seconds", execution.hex, epoch),
        )
        return bool(cursor.rowcount)

    def count_crash(self, execution: UUID, epoch: int) -> int | None:
        row = self._raw.execute(
            "UPDATE executions_execution SET crash_count = crash_count + 1 WHERE id = ? AND epoch = ?"
            " RETURNING crash_count",
            (execution.hex, epoch),
        ).fetchone()
        return row[0] if row else None

    def take_commands(self, ids: Sequence[UUID]) -> None:
        self._raw.executemany(
            f"UPDATE executions_command SET taken_at = {sql.NOW} WHERE id = ? AND taken_at IS NULL",
            [(identifier.hex,) for identifier in ids],
        )


def _as_claimed(row: Any) -> Claimed:
    return Claimed(
        id=UUID(row[0]),
        epoch=row[1] + 1,
        version=UUID(row[2]),
        workflow=UUID(row[3]),
        project=UUID(row[4]),
        next_event=row[5],
        commands_given=row[6],
        recoveries=row[7] + bool(row[15]),
        depth=row[8],
        parent=UUID(row[9]) if row[9] else None,
        parent_node=row[10],
        parent_path=row[11],
        crash_node=row[12],
        crash_count=row[13],
        metadata=orjson.loads(row[14]),
        taken_over=bool(row[15]),
    )


def _event(row: Any) -> tuple[Any, ...]:
    event = row.event
    return (
        row.execution.hex,
        event.number,
        event.kind,
        event.at,
        event.node,
        event.path,
        event.attempt,
        row.data,
    )


def _run(row: Any) -> tuple[Any, ...]:
    change = row.change
    return (
        row.execution.hex, row.node, row.path, row.attempt, change.status, change.started_at, change.finished_at,
        change.latency_ms, change.cached, dump_or_null(change.ports), dump_or_null(change.error),
        dump_or_null(change.wait), dump_or_null(change.reason), dump_or_null(change.notes), change.iterations_total,
        change.iterations_done, change.iterations_failed, change.last_number,
    )  # fmt: skip


def _artefact(row: Any) -> tuple[Any, ...]:
    return (row.id.hex, row.project.hex, row.execution.hex, row.media_type, len(row.content), row.content)
