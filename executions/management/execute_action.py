"""`workflows execute`: starts a workflow at a terminal and waits for its end."""

import json
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from builder.graph.json_text import loads
from builder.management.people import COMMAND_LINE
from builder.management.workflows.action import Action, takes_json, takes_workflow, workflow_named
from executions.endings import Endings
from executions.models import Execution
from executions.picture import short
from executions.services.start_execution import Start, start_execution
from executions.statuses import Status

COMPLETED, ENDED_OTHERWISE, NOT_YET = 0, 1, 3
_BETWEEN_SIGNS = 1.0


def arguments(parser: CommandParser) -> None:
    takes_workflow(parser)
    parser.add_argument("--inputs", default="", help="JSON, @file with JSON, or - for standard input")
    parser.add_argument("--revision", default="", help="draft, published, or the number of a version")
    parser.add_argument("--idempotency-key", default="", help="the same key twice starts one execution")
    parser.add_argument("--priority", choices=("high", "default", "low"), default="default")
    parser.add_argument(
        "--seconds", type=float, default=3600, help="how long to wait for the end; 0 not at all"
    )
    takes_json(parser)


def run(options: dict[str, Any], out: OutputWrapper) -> int:
    """0 when it has completed, 1 when it ended otherwise, 3 when it has not ended in time."""
    workflow = workflow_named(options)
    if workflow.archived_at is not None:
        raise CommandError(f"“{workflow.name}” is archived. Bring it back to run it.")
    start = Start(
        inputs=_inputs(options["inputs"]),
        version=_version(options["revision"], "published" if workflow.published_id else "draft"),
        idempotency_key=options["idempotency_key"] or None,
        priority=options["priority"],
        metadata={"source": "command line"},
    )
    endings = Endings.of_this_process()
    execution = start_execution(workflow, COMMAND_LINE, start).execution
    _wait(endings, execution.pk, options["seconds"], show=not options["json"] and sys.stderr.isatty())
    return _tell(_now(execution.pk), options, out)


def _inputs(text: str) -> Any:
    if not text:
        return None
    try:
        raw = sys.stdin.read() if text == "-" else Path(text[1:]).read_text() if text[0] == "@" else text
    except (OSError, ValueError) as error:
        raise CommandError(f"The inputs cannot be read: {error}") from error
    loaded = loads(raw)
    if loaded.problems:
        raise CommandError(f"The inputs cannot be read: {loaded.problems[0].message}")
    return loaded.value


def _version(text: str, usual: str) -> str | int:
    if not text:
        return usual
    if text.isdigit():
        return int(text)
    if text in ("draft", "published"):
        return text
    raise CommandError(f"“{text}” is no version. Write draft, published, or a number.")


def _wait(endings: Endings, execution: UUID, seconds: float, *, show: bool) -> None:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        if endings.wait(execution, min(left, _BETWEEN_SIGNS)):
            break
        if show:
            now = _now(execution)
            sys.stderr.write(f"\r{now.status} {(now.progress or 0) * 100:.0f} %   ")
            sys.stderr.flush()
    if show:
        sys.stderr.write("\r\x1b[K")


def _now(execution: UUID) -> Execution:
    return Execution.objects.select_related("workflow", "version", "created_by").get(pk=execution)


def _tell(execution: Execution, options: dict[str, Any], out: OutputWrapper) -> int:
    if options["json"]:
        out.write(json.dumps({**short(execution), "result": execution.result}, ensure_ascii=False))
    elif execution.status == Status.COMPLETED:
        out.write(json.dumps(execution.result, ensure_ascii=False, indent=2))
    else:
        reason = (execution.error or {}).get("message") or execution.status_reason
        out.write(f"{execution.pk} is {execution.status}{f': {reason}' if reason else ''}")
    if execution.status == Status.COMPLETED:
        return COMPLETED
    return ENDED_OTHERWISE if execution.has_ended else NOT_YET


ACTION = Action("execute", "run a workflow and wait for its result", arguments, run)
