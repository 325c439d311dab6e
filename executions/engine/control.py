"""Commands from outside: control of the execution, of one node, and the ends of waits (R22, R24–R26)."""

from collections.abc import Callable

from executions.engine import redoing
from executions.engine.desk import Desk, Place
from executions.engine.port import Command
from executions.engine.states import (
    COMPLETED,
    ENDED,
    NODE_STATUS,
    PARKED,
    RUNNING,
    UNCERTAIN,
    WAITING,
    settled,
)
from executions.engine.waits import end_wait
from nodes.outcomes import MAIN

Refusal = str
"""Why a command had no effect; empty when it had one."""


def take(desk: Desk, command: Command) -> None:
    """Take in one command. A repeat is dropped.

    The last event that follows from it names it: if the log ends before that, the command comes again, and finds
    the rest to do.
    """
    if command.id in desk.state.commands:
        return
    before = len(desk.outbox)
    act = ACTIONS.get(command.action)
    refusal = act(desk, command) if act is not None else f"There is no action {command.action!r}."
    if len(desk.outbox) == before:
        data = {"action": command.action, "reason": refusal or "It changes nothing."}
        desk.write("command.refused", command.node, command.path, data)
    last = desk.outbox[-1]
    last.data = {**last.data, "command": command.id}
    desk.state.commands.add(command.id)


def pause(desk: Desk, command: Command) -> Refusal:
    if desk.state.status in ENDED or desk.state.cancelling is not None:
        return f"The execution is {desk.state.status}."
    if desk.state.paused is not None:
        return "The execution is paused already."
    reason = command.payload.get("reason") or "asked"
    desk.write("execution.paused", data={"by": command.by, "reason": reason})
    return ""


def resume(desk: Desk, command: Command) -> Refusal:
    if desk.state.status in ENDED or desk.state.paused is None:
        return "The execution is not paused."
    desk.write("execution.running", data={"reason": "resumed", "by": command.by})
    return ""


def step(desk: Desk, command: Command) -> Refusal:
    if desk.state.status in ENDED or desk.state.paused is None:
        return "Only a paused execution goes on by one node."
    if command.node:
        _first(desk, command.path, command.node)
    desk.write("execution.running", data={"reason": "step", "by": command.by})
    return ""


def _first(desk: Desk, path: str, node: str) -> None:
    """Put the named node before the others that are ready."""
    for queue in (desk.ready, desk.queued):
        for place in list(queue):
            frame, index = place
            if frame.path == path and frame.body.nodes[index].id == node:
                queue.remove(place)
                desk.ready.appendleft(place)


def cancel(desk: Desk, command: Command) -> Refusal:
    if desk.state.status in ENDED or desk.state.cancelling is not None:
        return f"The execution is {desk.state.status} already."
    reason = command.payload.get("reason") or ""
    desk.write("execution.cancelling", data={"by": command.by, "reason": reason})
    return ""


def retry(desk: Desk, command: Command) -> Refusal:
    """Go on at what failed (R26); of an execution that is not over, at what is parked."""
    state = desk.state
    if state.status == "completed":
        return "The execution is completed: nothing in it failed."
    if state.status in ENDED:
        redoing.retry_all(desk, command.by)
        return ""
    parked = [
        (frame, index)
        for frame in state.frames.values()
        for index, status in enumerate(frame.status)
        if status in (PARKED, UNCERTAIN)
    ]
    for frame, index in parked:
        redoing.reset(desk, frame, index, sure=True)
    return "" if parked else "Nothing failed that could be tried again."


def retry_node(desk: Desk, command: Command) -> Refusal:
    """Run one node again, with another config if one is given (R18)."""
    found = _open_node(desk, command)
    if isinstance(found, str):
        return found
    redoing.reset(desk, *found, sure=True, config=command.payload.get("config"))
    return ""


def skip_node(desk: Desk, command: Command) -> Refusal:
    found = _open_node(desk, command)
    if isinstance(found, str):
        return found
    frame = redoing.unsettled(desk, *found)
    reason = {
        "code": "by_person",
        "message": f"{command.by or 'Somebody'} skipped this node.",
        "by": command.by,
    }
    desk.write("node.skipped", command.node, frame.path, {"reason": reason}, desk.attempt_of(frame, found[1]))
    return ""


def supply_output(desk: Desk, command: Command) -> Refusal:
    found = _open_node(desk, command)
    if isinstance(found, str):
        return found
    frame = redoing.unsettled(desk, *found)
    port = command.payload.get("port") or MAIN
    ports = {port: command.payload.get("output")}
    data = {"ports": ports, "provenance": {"by": command.by or "somebody"}, "started_at": desk.now}
    desk.write("node.completed", command.node, frame.path, data, desk.attempt_of(frame, found[1]))
    return ""


def _open_node(desk: Desk, command: Command) -> Place | str:
    """The place of a node that a person may decide about: any that is neither running nor completed."""
    found = desk.state.run_at(command.path, command.node)
    if found is None:
        return f"There is no node run {command.path}/{command.node} any more, or not yet."
    frame, node, _ = found
    status = frame.status[node.index]
    over = desk.state.status in ENDED
    if desk.state.status == "completed":
        return "The execution is completed."
    if status in (RUNNING, COMPLETED) or (settled(status) and not over):
        return f"{node.id} is {NODE_STATUS[status]}: only what has not run, waits, is parked or has failed can be decided by hand."
    if over:
        redoing.retry_all(desk, command.by)
    return frame, node.index


def answer(desk: Desk, command: Command) -> Refusal:
    return _end_wait(
        desk, command, {"reason": "answered", "value": command.payload.get("value"), "by": command.by}
    )


def child_ended(desk: Desk, command: Command) -> Refusal:
    payload = command.payload
    value = {"status": payload.get("status"), "result": payload.get("result"), "error": payload.get("error")}
    return _end_wait(desk, command, {"reason": "child", "value": value})


def _end_wait(desk: Desk, command: Command, given: dict) -> Refusal:
    found = desk.state.run_at(command.path, command.node)
    if found is None:
        return f"There is no node run {command.path}/{command.node} any more."
    frame, node, run = found
    wait = (run.wait if run is not None else None) or {}
    if desk.state.status in ENDED or frame.status[node.index] != WAITING:
        return f"{node.id} does not wait any more."
    if (wait.get("kind") == "child") != (given["reason"] == "child") or wait.get("kind") in ("retry", "time"):
        return f"{node.id} waits for something else."
    for key, wanted in (("wait", "id"), ("execution", "execution")):
        if command.payload.get(key) and wait.get(wanted) != command.payload[key]:
            return f"{node.id} waits for something else by now."
    end_wait(desk, frame, node.index, given)
    return ""


ACTIONS: dict[str, Callable[[Desk, Command], Refusal]] = {
    "pause": pause,
    "resume": resume,
    "step": step,
    "next_step": step,
    "cancel": cancel,
    "retry": retry,
    "retry_node": retry_node,
    "skip_node": skip_node,
    "supply_output": supply_output,
    "answer": answer,
    "child_ended": child_ended,
}
