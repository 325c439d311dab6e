"""Versions compiled to plans, kept by version: a version never changes."""

from collections import OrderedDict
from threading import Lock
from uuid import UUID

from builder.catalogue import catalogue
from builder.graph.document import parse
from builder.models import WorkflowVersion
from executions.engine.plan import Plan, compile_plan

_KEPT = 256
_plans: "OrderedDict[UUID, Plan]" = OrderedDict()
_lock = Lock()


def known_plan(version: UUID) -> Plan | None:
    """The plan if it is compiled already; costs nothing."""
    plan = _plans.get(version)
    if plan is not None:
        with _lock:
            _plans.move_to_end(version)
    return plan


def plan_of(version: UUID) -> Plan:
    """The plan, read and compiled when it is first asked for."""
    plan = known_plan(version)
    if plan is not None:
        return plan
    row = WorkflowVersion.objects.only("document", "content_hash").get(pk=version)
    parsed = parse(row.document)
    if parsed.graph is None:
        raise ValueError(f"Version {version} cannot be read: {parsed.problems[0].message}")
    plan = compile_plan(parsed.graph, catalogue(), row.content_hash)
    with _lock:
        _plans[version] = plan
        while len(_plans) > _KEPT:
            _plans.popitem(last=False)
    return plan
