"""An edge in one line: `check.true -> save`."""

import re
from typing import Any

from nodes.outcomes import MAIN

_END = r"([A-Za-z0-9_-]+)(?:\.([A-Za-z0-9_-]+))?"
_ARROW = re.compile(rf"\s*{_END}\s*->\s*{_END}\s*", re.ASCII)
KEYS = frozenset({"source", "source_port", "target", "target_port"})


def arrow_of(edge: dict[str, Any]) -> str | None:
    """The line for an edge as its brief document; `None` when there is more to say than a line can."""
    if not edge.keys() <= KEYS:
        return None
    text = (
        f"{_end(edge['source'], edge.get('source_port'))} -> {_end(edge['target'], edge.get('target_port'))}"
    )
    return text if edge_of(text) == edge else None


def _end(node_id: str, port: str | None) -> str:
    return node_id if port is None else f"{node_id}.{port}"


def edge_of(text: str) -> dict[str, Any] | None:
    """The edge that a line describes, or nothing if it describes none."""
    found = _ARROW.fullmatch(text)
    if found is None:
        return None
    source, source_port, target, target_port = found.groups()
    edge = {
        "source": source,
        "source_port": source_port or MAIN,
        "target": target,
        "target_port": target_port or MAIN,
    }
    return {key: value for key, value in edge.items() if value != MAIN or not key.endswith("port")}
