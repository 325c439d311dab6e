"""Where a run starts and what takes part in it: the chosen trigger, run from here, run up to here (R27, R44)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from executions.engine.options import Options
from executions.engine.plan import Body, NodePlan, Plan


@dataclass(frozen=True, slots=True)
class Opening:
    """What the top level begins with."""

    starts: tuple[int, ...]
    """The nodes that start by themselves: the trigger, or the node to run from."""
    reached: frozenset[int]
    """The nodes that take part. Edges from any other do not exist for this run."""
    provided: frozenset[int]
    """The nodes whose outputs another execution computed."""
    partial: bool


def opening(plan: Plan, trigger: str, options: Options) -> Opening:
    key = (trigger, options.from_node, options.to_node, *sorted(options.provided))
    known = plan.reaches.get(key)
    if known is None:
        known = plan.reaches[key] = _opening(plan, trigger, options)
    return known


def _opening(plan: Plan, trigger: str, options: Options) -> Opening:
    body = plan.root
    if not {options.from_node, options.to_node} - {""} <= plan.nodes.keys():
        return Opening((), frozenset(), frozenset(), True)
    given = frozenset(body.index[node] for node in options.provided if node in body.index)
    upto = _up_to(plan, options.to_node)
    if options.from_node:
        start = plan.trail(options.from_node)[0].index
        runs = _downstream(body, [start])
        runs = runs & upto if upto is not None else runs
        provided = given - runs
        return Opening((start,), runs | provided, provided, True)
    chosen = chosen_trigger(plan, trigger)
    if chosen is None:
        return Opening((), frozenset(), frozenset(), False)
    runs = _downstream(body, [chosen.index])
    if upto is not None:
        runs = runs & upto
    target = plan.trail(options.to_node)[0].index if options.to_node else -1
    provided = (given & runs) - {target}
    return Opening((chosen.index,), runs, provided, upto is not None)


def chosen_trigger(plan: Plan, trigger: str) -> NodePlan | None:
    """The trigger that fired, or the only one there is."""
    if trigger:
        node = plan.nodes.get(trigger)
        return node if node is not None and node.is_trigger else None
    triggers = [node for node in plan.root.nodes if node.is_trigger and not node.disabled]
    return triggers[0] if len(triggers) == 1 else None


def why_not_reached(plan: Plan, index: int, start: Opening) -> dict[str, Any]:
    """The reason for which a node at the top level takes no part (R44)."""
    node = plan.root.nodes[index]
    if start.partial:
        return {
            "code": "not_reached",
            "message": "This run covers a part of the workflow, and the node is not in it.",
        }
    if node.is_trigger:
        return {"code": "other_trigger", "message": "Another trigger started this run."}
    if not node.into:
        return {"code": "unreachable", "message": "Nothing leads to this node."}
    if any(plan.root.nodes[source].is_trigger for source in _upstream(plan.root, [index])):
        return {"code": "other_trigger", "message": "Only another trigger leads to this node."}
    return {"code": "unreachable", "message": "No trigger leads to this node."}


def _up_to(plan: Plan, node: str) -> frozenset[int] | None:
    return _upstream(plan.root, [plan.trail(node)[0].index]) if node else None


def _downstream(body: Body, starts: Iterable[int]) -> frozenset[int]:
    return _closure(starts, {node.index: [target for _, _, target in node.out] for node in body.nodes})


def _upstream(body: Body, starts: Iterable[int]) -> frozenset[int]:
    return _closure(starts, {node.index: [source for _, source, _ in node.into] for node in body.nodes})


def _closure(starts: Iterable[int], nexts: Mapping[int, list[int]]) -> frozenset[int]:
    found = set(starts)
    queue = list(found)
    while queue:
        for index in nexts[queue.pop()]:
            if index not in found:
                found.add(index)
                queue.append(index)
    return frozenset(found)
