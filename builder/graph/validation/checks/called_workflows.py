"""Every workflow that a node calls is there, and is given the inputs that it requires (R29)."""

from collections.abc import Iterator, Mapping
from typing import Any

from builder.graph.model import Node
from builder.graph.picks import WORKFLOW, Pick
from builder.graph.problems import Problem, error, listed
from builder.graph.validation.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    if subject.surroundings.workflows is None:
        return
    for node in subject.graph.nodes:
        for pick in subject.picks_of(node):
            if pick.id and pick.picker.kind == WORKFLOW:
                yield from _one(subject, node, pick)


def _one(subject: Subject, node: Node, pick: Pick) -> Iterator[Problem]:
    known = subject.surroundings.workflows or {}
    if pick.id not in known:
        message = f"“{node.name}” calls a workflow that is not published in this project. Choose another one."
        yield error("unknown_workflow", message, node=node.id, field=pick.field)
        return
    given = pick.around.get("inputs", {})
    if isinstance(given, Mapping):
        lacking = [name for name in _required(known[pick.id]) if name not in given]
        if lacking:
            message = (
                f"The workflow that “{node.name}” calls also needs {listed(lacking)}. Fill in its inputs."
            )
            yield error("required_input", message, node=node.id, field="config.inputs")


def _required(schema: Mapping[str, Any]) -> list[str]:
    required = schema.get("required")
    properties = schema.get("properties")
    defaults = properties if isinstance(properties, Mapping) else {}
    return [
        name
        for name in (required if isinstance(required, list) else [])
        if isinstance(name, str)
        and not (isinstance(spec := defaults.get(name), Mapping) and "default" in spec)
    ]
