"""Carries one execution from its claim to a park, an end, or the loss of its lease."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any

from django.db import OperationalError as DatabaseError

from builder.models import Variable, Workflow
from executions.artefacts import restored
from executions.engine.events import Event
from executions.engine.options import Options
from executions.engine.plan import Plan
from executions.engine.port import Ended, HandedBack, LeaseLost, Parked
from executions.engine.scheduler import carry
from executions.host import Host
from executions.leases import Lease
from executions.plans import known_plan, plan_of
from executions.threads import in_thread
from executions.writer import PASSING

if TYPE_CHECKING:
    from executions.carrier import Carrier

logger = logging.getLogger("quintet.worker")

_CRASH_PAUSE = 2.0


async def carry_execution(lease: Lease, carrier: Carrier) -> None:
    """Never raises. Whatever happens, the lease is parked, ended, handed back, or lost."""
    work = asyncio.create_task(_carry(lease, carrier))
    gone = asyncio.create_task(lease.gone.wait())
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            work.cancel()
        await asyncio.wait({work})
        error = None if work.cancelled() else work.exception()
        if error is not None and not isinstance(error, LeaseLost):
            await _give_up(lease, carrier, error)
        elif lease.lost:
            logger.info("Execution %s belongs to another worker now.", lease.execution)
    except asyncio.CancelledError:
        work.cancel()
        await asyncio.wait({work})
    finally:
        gone.cancel()


async def _carry(lease: Lease, carrier: Carrier) -> None:
    claim = lease.claim
    plan = known_plan(claim.version)
    if plan is None:
        plan = await in_thread(plan_of, claim.version)
    history = await _whole(lease, claim.history, claim.spilled)
    facts = await _facts(lease, carrier)
    host = Host(
        lease,
        carrier.journal,
        threads=carrier.threads,
        cache=carrier.cache,
        tell=carrier.tell,
        stopping=carrier.stopping,
        log=carrier.log,
        log_lines=carrier.conf.log_lines_per_run,
        clients=carrier.clients,
    )
    while True:
        verdict = await carry(plan, history, host, _options(lease, carrier, plan, history, facts))
        if isinstance(verdict, Ended):
            await carrier.journal.durable(lease)
            return
        if isinstance(verdict, HandedBack):
            await carrier.journal.hand_back(lease)
            return
        if await _park(lease, carrier, host, verdict):
            return
        history = await _whole(lease, *await carrier.journal.history(lease))


async def _whole(lease: Lease, history: list[Event], spilled: bool) -> list[Event]:
    """The log with the values that are stored apart in their place."""
    if not spilled:
        return history
    return await in_thread(restored, lease.claim.project, history)


async def _park(lease: Lease, carrier: Carrier, host: Host, verdict: Parked) -> bool:
    """Whether the lease is given up. It is not while there are commands that the engine has not seen (R22)."""
    wake_in = None if verdict.wake_at is None else verdict.wake_at - time.time()
    parked = await carrier.journal.park(lease, wake_in, host.handed_over())
    if parked is None:
        raise LeaseLost(str(lease.execution))
    if parked:
        return True
    if not await host.look_for_commands():
        raise RuntimeError(
            f"Execution {lease.execution} was to be parked as {verdict.status}, but its row does not say so."
        )
    return False


async def _facts(lease: Lease, carrier: Carrier) -> dict[str, Any]:
    """What expressions may know of the project and the workflow; read once for all executions of a few seconds."""
    key = (lease.claim.workflow, lease.claim.project)
    kept = carrier.facts.get(key)
    if kept is None or kept[0] < time.monotonic():
        read = await in_thread(_read_facts, *key)
        kept = carrier.facts[key] = (time.monotonic() + 2.0, read)
    return kept[1]


def _read_facts(workflow: Any, project: Any) -> dict[str, Any]:
    row = Workflow.objects.filter(pk=workflow).values("id", "name").first() or {"id": workflow, "name": ""}
    variables = Variable.objects.filter(project_id=project, is_secret=False).values_list("name", "value")
    return {"workflow": {"id": str(row["id"]), "name": row["name"]}, "variables": dict(variables)}


def _options(
    lease: Lease, carrier: Carrier, plan: Plan, history: list[Event], facts: dict[str, Any]
) -> Options:
    claim = lease.claim
    created = history[0]
    return Options.from_created(
        created.data,
        execution={
            "id": str(claim.id),
            "created_at": created.at,
            "trigger": (created.data.get("trigger") or {}).get("kind", ""),
            "metadata": claim.metadata,
        },
        workflow={**facts["workflow"], "version": created.data.get("version")},
        variables=facts["variables"],
        claim={"worker": carrier.name, "epoch": claim.epoch, "reason": _reason(lease, history)},
        linger=0.0,
        stop_grace=carrier.conf.cancel_grace_seconds,
    )


def _reason(lease: Lease, history: list[Event]) -> str:
    if len(history) <= 1:
        return "started"
    if lease.claim.taken_over:
        return "recovered"
    return "resumed" if lease.claim.commands else "woken"


async def _give_up(lease: Lease, carrier: Carrier, error: BaseException) -> None:
    """Something that no rule foresees. Leave the execution to a later claim; after three times it fails with the reason."""
    if isinstance(error, (*PASSING, DatabaseError)):
        # The database was away or others stood in the way: that says nothing about the execution.
        logger.warning("Execution %s is left for later: %s", lease.execution, error)
        await carrier.journal.hand_back(lease, _CRASH_PAUSE)
        return
    logger.error("Execution %s could not be carried.", lease.execution, exc_info=error)
    count = await carrier.journal.count_crash(lease)
    if count is None or count < carrier.conf.crashes_to_park:
        await carrier.journal.hand_back(lease, _CRASH_PAUSE)
        return
    failure = {
        "kind": "fatal",
        "code": "engine",
        "message": f"This execution could not be carried on: {type(error).__name__}: {error}"[:2000],
        "node": "",
        "path": "",
    }
    await carrier.journal.fail(lease, Event(0, "execution.failed", time.time(), data={"error": failure}))
