"""A workflow as YAML for a repository: nodes by id, edges as arrows, notes as comments, nothing folded."""

from typing import Any

import yaml

from builder.graph.model import Graph
from builder.graph.text.arrows import arrow_of
from builder.graph.text.yaml_scalars import PLAIN_VALUES
from builder.graph.writing import dump

WIDTH = 10**9
"""No line is broken: a change of one word is a change of one line."""
INDENT = "  "


class _Writer(yaml.SafeDumper):
    """Quotes whatever any reader of YAML might take for something other than text."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


ODD_BREAKS = frozenset("\r\x85\u2028\u2029\ufeff")


def _text(writer: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:str", value, style=_style(value))


def _style(value: str) -> str | None:
    """Several lines stay several lines; what only YAML takes for a line break is escaped."""
    if not ODD_BREAKS.isdisjoint(value):
        return '"'
    if "\n" not in value:
        return None
    # A block that begins or ends with empty lines needs marks that end the document for PyYAML.
    return "|" if value[0] not in " \t\n" and not value.endswith("\n\n") else '"'


def _pair(writer: yaml.SafeDumper, value: "_Flow") -> yaml.SequenceNode:
    return writer.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)


class _Flow(list[Any]):
    """A list that is written in one line."""


_Writer.add_representer(str, _text)
_Writer.add_representer(_Flow, _pair)
for _tag, _pattern, _first in PLAIN_VALUES:
    _Writer.add_implicit_resolver(_tag, _pattern, _first)


def write(graph: Graph) -> str:
    document = dump(graph, brief=True)
    nodes, edges = document.pop("nodes"), document.pop("edges")
    before = {key: document.pop(key) for key in ("format", "inputs", "settings") if key in document}
    parts = [_dumped(before), "nodes:" + ("\n" if nodes else " {}\n")]
    parts += [_node(node) for node in nodes]
    parts.append(_dumped({"edges": [arrow_of(edge) or edge for edge in edges]}))
    if document:
        parts.append(_dumped(document))
    return "".join(parts)


def _node(node: dict[str, Any]) -> str:
    """One entry under `nodes`, with its note as a comment above it."""
    fields = dict(node)
    node_id = fields.pop("id")
    if fields["position"].keys() == {"x", "y"}:
        fields["position"] = _Flow([fields["position"]["x"], fields["position"]["y"]])
    comment = ""
    note = fields.get("note", "")
    if note and _fits_a_comment(note):
        del fields["note"]
        comment = "".join(f"{INDENT}# {line}\n" if line else f"{INDENT}#\n" for line in note.split("\n"))
    return comment + _indented(_dumped({node_id: fields}))


def _fits_a_comment(note: str) -> bool:
    """A comment keeps what can be printed; anything else is written as a field."""
    return all(line.isprintable() for line in note.split("\n"))


def _indented(text: str) -> str:
    return "".join(f"{INDENT}{line}" if line.strip("\n") else line for line in text.splitlines(keepends=True))


def _dumped(value: Any) -> str:
    return yaml.dump(
        value, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False
    )
