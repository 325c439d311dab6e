"""The statements of the PostgreSQL store. A batch of rows goes in as one JSON parameter."""

# ruff: noqa: S608 - statements are joined from fixed fragments only; every value is bound

_FREE = "due_at <= clock_timestamp() AND (lease_owner = '' OR lease_expires_at < clock_timestamp())"
_SET_LEASE = """
UPDATE executions_execution e SET lease_owner = %s, lease_expires_at = clock_timestamp() + %s * interval '1 second',
 due_at = clock_timestamp() + %s * interval '1 second', hinted_at = NULL, epoch = e.epoch + 1,
 recoveries = e.recoveries + due.taken_over::int
FROM due WHERE e.id = due.id
RETURNING e.id, e.epoch, e.version_id, e.workflow_id, e.project_id, e.next_event, e.commands_given, e.recoveries,
 e.depth, e.parent_id, e.parent_node, e.parent_path, e.crash_node, e.crash_count, e.metadata, due.taken_over
"""

CLAIM = f"""
WITH due AS (SELECT id, lease_owner <> '' AS taken_over FROM executions_execution
 WHERE id = ANY(%s) AND {_FREE} FOR UPDATE SKIP LOCKED) {_SET_LEASE}
"""
CLAIM_DUE = f"""
WITH due AS (SELECT id, lease_owner <> '' AS taken_over FROM executions_execution
 WHERE {_FREE} AND queue = ANY(%s)
 ORDER BY CASE priority WHEN 'high' THEN 0 WHEN 'low' THEN 2 ELSE 1 END, due_at
 LIMIT %s FOR UPDATE SKIP LOCKED) {_SET_LEASE}
"""
HISTORY = """
SELECT execution_id, number, kind, at, node, path, attempt, data FROM executions_event
WHERE execution_id = ANY(%s) ORDER BY execution_id, number
"""
COMMANDS = """
SELECT execution_id, id, action, node, path, payload, by FROM executions_command
WHERE execution_id = ANY(%s) AND taken_at IS NULL ORDER BY id
"""
FENCE = """
UPDATE executions_execution e SET next_event = v.after, nodes_settled = greatest(0, e.nodes_settled + v.settled),
 status = coalesce(v.status, e.status),
 status_reason = CASE WHEN v.status IS NULL THEN e.status_reason ELSE v.reason END,
 wake_up_at = CASE WHEN v.status IS NULL THEN e.wake_up_at ELSE to_timestamp(v.wake) END,
 started_at = coalesce(e.started_at, to_timestamp(v.started)),
 finished_at = CASE WHEN v.status IS NULL THEN e.finished_at ELSE to_timestamp(v.ended) END,
 result = CASE WHEN v.ended IS NULL AND NOT v.reopened THEN e.result ELSE v.result END,
 error = CASE WHEN v.ended IS NULL AND NOT v.reopened THEN e.error ELSE v.error END,
 lease_owner = CASE WHEN v.ended IS NULL THEN e.lease_owner ELSE '' END,
 lease_expires_at = CASE WHEN v.ended IS NULL THEN e.lease_expires_at END,
 due_at = CASE WHEN v.ended IS NULL THEN e.due_at END
FROM json_to_recordset(%s::json) AS v(id uuid, epoch int, first int, after int, settled int, status text, reason text,
 wake float8, started float8, ended float8, result text, error text, reopened bool)
WHERE e.id = v.id AND e.epoch = v.epoch AND e.next_event = v.first
RETURNING e.id
"""
EVENTS = """
INSERT INTO executions_event (execution_id, number, kind, at, node, path, attempt, data)
SELECT e, i, k, t, n, p, a, d
FROM json_to_recordset(%s::json) AS v(e uuid, i int, k text, t float8, n text, p text, a int, d text)
"""
RUNS = """
INSERT INTO executions_noderun AS r (execution_id, node, path, attempt, status, started_at, finished_at, latency_ms,
 cached, ports, error, wait, reason, notes, iterations_total, iterations_done, iterations_failed, last_number)
SELECT * FROM json_to_recordset(%s::json) AS v(execution_id uuid, node text, path text, attempt int, status text,
 started_at float8, finished_at float8, latency_ms float8, cached bool, ports text, error text, wait text, reason text,
 notes text, iterations_total int, iterations_done int, iterations_failed int, last_number int)
ON CONFLICT (execution_id, node, path, attempt) DO UPDATE SET status = excluded.status,
 started_at = coalesce(excluded.started_at, r.started_at), finished_at = excluded.finished_at,
 latency_ms = coalesce(excluded.latency_ms, r.latency_ms), cached = excluded.cached,
 ports = coalesce(excluded.ports, r.ports), error = coalesce(excluded.error, r.error), wait = excluded.wait,
 reason = coalesce(excluded.reason, r.reason), notes = coalesce(excluded.notes, r.notes),
 iterations_total = coalesce(excluded.iterations_total, r.iterations_total),
 iterations_done = r.iterations_done + excluded.iterations_done,
 iterations_failed = r.iterations_failed + excluded.iterations_failed, last_number = excluded.last_number
"""
ARTEFACT = """
INSERT INTO executions_artefact (id, project_id, execution_id, name, media_type, size, content, created_at)
VALUES (%s, %s, %s, '', %s, %s, %s, clock_timestamp())
"""
WAIT = """
INSERT INTO executions_wait (id, execution_id, project_id, key, node, path, kind, request, schema, deadline, created_at,
 answered_by)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, to_timestamp(%s), '') ON CONFLICT (id) DO NOTHING
"""
SETTLE_WAITS = """
UPDATE executions_wait w SET settled_at = clock_timestamp()
FROM json_to_recordset(%s::json) AS v(e uuid, n text, p text)
WHERE w.execution_id = v.e AND w.node = v.n AND w.path = v.p AND w.settled_at IS NULL
"""
STANDING = "SELECT id, epoch, next_event, commands_given FROM executions_execution WHERE id = ANY(%s)"
LOGS = """
INSERT INTO executions_logline (execution_id, at, node, path, attempt, level, message, data)
SELECT e, t, n, p, a, l, m, d
FROM json_to_recordset(%s::json) AS v(e uuid, t float8, n text, p text, a int, l text, m text, d text)
"""
RENEW = """
UPDATE executions_execution e SET lease_expires_at = clock_timestamp() + %s * interval '1 second',
 due_at = clock_timestamp() + %s * interval '1 second'
FROM unnest(%s::uuid[], %s::int[]) AS v(id, epoch)
WHERE e.id = v.id AND e.epoch = v.epoch AND e.lease_owner = %s
RETURNING e.id, e.commands_given
"""
PARK = """
UPDATE executions_execution SET lease_owner = '', lease_expires_at = NULL,
 due_at = clock_timestamp() + %s::float8 * interval '1 second'
WHERE id = %s AND epoch = %s AND commands_given = %s AND status <> 'running'
"""
HAND_BACK = """
UPDATE executions_execution SET lease_owner = '', lease_expires_at = clock_timestamp(),
 due_at = clock_timestamp() + %s::float8 * interval '1 second'
WHERE id = %s AND epoch = %s AND lease_owner <> ''
"""
COUNT_CRASH = """
UPDATE executions_execution SET crash_count = crash_count + 1 WHERE id = %s AND epoch = %s RETURNING crash_count
"""
STIR_PARENT = """
UPDATE executions_execution SET commands_given = commands_given + 1, hinted_at = clock_timestamp(),
 due_at = CASE WHEN lease_owner = '' THEN clock_timestamp() ELSE due_at END
WHERE id = %s AND status NOT IN ('completed', 'failed', 'cancelled') RETURNING queue
"""
CHILD_ENDED = """
INSERT INTO executions_command (id, execution_id, action, node, path, payload, by, created_at)
VALUES (%s, %s, 'child_ended', %s, %s, %s, '', clock_timestamp())
"""
TAKE = "UPDATE executions_command SET taken_at = clock_timestamp() WHERE id = ANY(%s) AND taken_at IS NULL"
