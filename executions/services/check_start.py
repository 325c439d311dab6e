"""Checks that the nodes which a start names are there, so that a slip is told at once and not by a failed run."""

from collections.abc import Iterator, Sequence
from typing import Any

from builder.refusals import Wrong
from executions.startable import Startable

_SHOWN = 10


def check_start(
    ready: Startable,
    *,
    trigger: str = "",
    from_node: str = "",
    to_node: str = "",
    breakpoints: Sequence[str] = (),
) -> None:
    """Raises `Wrong` with the path of every node that this version has not got."""
    every = [str(node["id"]) for node in ready.document["nodes"]]
    top = [str(node["id"]) for node in ready.document["nodes"] if not node.get("parent")]
    errors = [
        *_missing("trigger", trigger, list(ready.triggers)),
        *_missing("from_node", from_node, top),
        *_missing("to_node", to_node, top),
    ]
    for index, node in enumerate(breakpoints):
        errors += _missing(f"breakpoints[{index}]", node, every)
    if errors:
        raise Wrong(errors[0]["message"], errors=errors)


def _missing(path: str, node: str, there: list[str]) -> Iterator[dict[str, Any]]:
    if node and node not in there:
        what = (
            "trigger" if path == "trigger" else "node at the top level" if path.endswith("_node") else "node"
        )
        known = ", ".join(there[:_SHOWN]) + (" …" if len(there) > _SHOWN else "")
        message = f"{path}: this version has no {what} “{node}”. Known: {known or 'none'}."
        yield {"path": path, "code": "unknown_node", "message": message}
