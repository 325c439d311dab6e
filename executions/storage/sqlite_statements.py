"""The statements of the SQLite store."""

# ruff: noqa: S608 - statements are joined from fixed fragments only; every value is bound

NOW = "strftime('%Y-%m-%d %H:%M:%f000', 'now')"


def in_seconds(seconds: str = "?") -> str:
    return f"strftime('%Y-%m-%d %H:%M:%f000', 'now', {seconds})"


CLAIMED = (
    "id, epoch, version_id, workflow_id, project_id, next_event, commands_given, recoveries, depth, parent_id,"
    " parent_node, parent_path, crash_node, crash_count, metadata, lease_owner"
)
FREE = f"due_at <= {NOW} AND (lease_owner = '' OR lease_expires_at < {NOW})"
RANK = "CASE priority WHEN 'high' THEN 0 WHEN 'low' THEN 2 ELSE 1 END"

CLAIM = (
    f"UPDATE executions_execution SET lease_owner = ?, lease_expires_at = {in_seconds()}, due_at = {in_seconds()}, hinted_at = NULL,"
    " epoch = epoch + 1, recoveries = recoveries + (lease_owner <> '') WHERE id = ?"
)
FENCE = """
UPDATE executions_execution SET next_event = :after, nodes_settled = max(0, nodes_settled + :settled),
 status = coalesce(:status, status),
 status_reason = CASE WHEN :status IS NULL THEN status_reason ELSE :reason END,
 wake_up_at = CASE WHEN :status IS NULL THEN wake_up_at ELSE :wake END,
 started_at = coalesce(started_at, :started),
 finished_at = CASE WHEN :status IS NULL THEN finished_at ELSE :ended END,
 result = CASE WHEN :ended IS NULL AND NOT :reopened THEN result ELSE :result END,
 error = CASE WHEN :ended IS NULL AND NOT :reopened THEN error ELSE :error END,
 lease_owner = CASE WHEN :ended IS NULL THEN lease_owner ELSE '' END,
 lease_expires_at = CASE WHEN :ended IS NULL THEN lease_expires_at ELSE NULL END,
 due_at = CASE WHEN :ended IS NULL THEN due_at ELSE NULL END
WHERE id = :id AND epoch = :epoch AND next_event = :first
"""
EVENT = (
    "INSERT INTO executions_event (execution_id, number, kind, at, node, path, attempt, data)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
RUN = """
INSERT INTO executions_noderun (execution_id, node, path, attempt, status, started_at, finished_at, latency_ms, cached,
 ports, error, wait, reason, notes, iterations_total, iterations_done, iterations_failed, last_number)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (execution_id, node, path, attempt) DO UPDATE SET status = excluded.status,
 started_at = coalesce(excluded.started_at, started_at), finished_at = excluded.finished_at,
 latency_ms = coalesce(excluded.latency_ms, latency_ms), cached = excluded.cached,
 ports = coalesce(excluded.ports, ports), error = coalesce(excluded.error, error), wait = excluded.wait,
 reason = coalesce(excluded.reason, reason), notes = coalesce(excluded.notes, notes),
 iterations_total = coalesce(excluded.iterations_total, iterations_total),
 iterations_done = iterations_done + excluded.iterations_done,
 iterations_failed = iterations_failed + excluded.iterations_failed, last_number = excluded.last_number
"""
ARTEFACT = (
    "INSERT INTO executions_artefact (id, project_id, execution_id, name, media_type, size, content, created_at)"
    f" VALUES (?, ?, ?, '', ?, ?, ?, {NOW})"
)
WAIT = (
    "INSERT INTO executions_wait (id, execution_id, project_id, key, node, path, kind, request, schema, deadline,"
    " created_at, answered_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '') ON CONFLICT (id) DO NOTHING"
)
STIR_PARENT = (
    f"UPDATE executions_execution SET commands_given = commands_given + 1, hinted_at = {NOW},"
    f" due_at = CASE WHEN lease_owner = '' THEN {NOW} ELSE due_at END"
    " WHERE id = ? AND status NOT IN ('completed', 'failed', 'cancelled') RETURNING queue"
)
CHILD_ENDED = (
    "INSERT INTO executions_command (id, execution_id, action, node, path, payload, by, created_at)"
    f" VALUES (?, ?, 'child_ended', ?, ?, ?, '', {NOW})"
)
