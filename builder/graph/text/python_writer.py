"""A workflow as a Python module: one readable call a node and an edge, which also runs as it stands."""

from collections.abc import Mapping
from typing import Any

from builder.graph.model import Graph
from builder.graph.text.arrows import arrow_of
from builder.graph.text.literals import INDENT, WIDTH, literal, quoted
from builder.graph.writing import dump

HEAD = '''"""A workflow of Quintet. Running this module builds it; importing it into Quintet only reads the text."""

from builder.graph.building import Workflow

'''


def write(graph: Graph) -> str:
    document = dump(graph, brief=True)
    nodes, edges = document.pop("nodes"), document.pop("edges")
    parts = [HEAD, "workflow = ", _call("Workflow", [], document), "\n"]
    parts += [f"\n{_node(node)}\n" for node in nodes]
    if edges:
        parts.append("\n")
    parts += [f"{_edge(edge)}\n" for edge in edges]
    return "".join(parts)


def _node(node: Mapping[str, Any]) -> str:
    fields = dict(node)
    lead = [fields.pop("id"), fields.pop("type")]
    position = fields.pop("position")
    if position.keys() == {"x", "y"}:
        at = f"at=({position['x']!r}, {position['y']!r})"
    else:
        at = f"position={literal(position, 1, 10)}"
    return _call("workflow.node", lead, fields, at)


def _edge(edge: Mapping[str, Any]) -> str:
    arrow = arrow_of(dict(edge))
    if arrow is not None:
        return f"workflow.edge({quoted(arrow)})"
    return _call("workflow.edge", [], edge)


def _call(name: str, lead: list[str], fields: Mapping[str, Any], *more: str) -> str:
    """In one line when it fits, else an argument a line. What is no Python name goes into `**{…}`."""
    plain = {key: value for key, value in fields.items() if _is_plain(key)}
    rest = {key: value for key, value in fields.items() if key not in plain}
    arguments = [quoted(each) for each in lead] + list(more)
    arguments += [f"{key}={literal(value, 1, len(key) + 2)}" for key, value in plain.items()]
    if rest:
        arguments.append(f"**{literal(rest, 1, 3)}")
    line = f"{name}({', '.join(arguments)})"
    if "\n" not in line and len(line) <= WIDTH:
        return line
    return f"{name}(\n" + "".join(f"{INDENT}{argument},\n" for argument in arguments) + ")"


def _is_plain(key: str) -> bool:
    return key in PLAIN


PLAIN = frozenset(
    [
        "format",
        "inputs",
        "settings",
        "notes",
        "groups",
        "type_version",
        "name",
        "parent",
        "config",
        "note",
        "disabled",
        "pin",
        "id",
        "source",
        "source_port",
        "target",
        "target_port",
    ]
)
"""Keys of a document that are arguments by their own name; unknown data goes along unharmed."""
