"""Reads a workflow from YAML: plain values only, comments above nodes become their notes, problems name their line."""

import re
from typing import Any

import yaml

from builder.graph.json_text import Loaded, decoded
from builder.graph.problems import Problem, error
from builder.graph.text.arrows import edge_of
from builder.graph.text.yaml_scalars import BOOL, FLOAT, INT, NULL, PREFIX
from builder.graph.values import MAX_DEPTH, defects

TAGS = frozenset(f"{PREFIX}{name}" for name in ("str", "map", "seq", "null"))
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What counts as the end of a line when YAML counts lines."""


class _Refused(Exception):
    def __init__(self, message: str, mark: Any) -> None:
        super().__init__(message)
        self.message = message
        self.line = mark.line + 1 if mark is not None else 0


class _Reader(yaml.SafeLoader):
    """Composes without aliases: a few of them can stand for more than any memory holds."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise _Refused(
                f"The alias `*{event.anchor}` is not allowed. Write out what it stands for.", event.start_mark
            )
        return super().compose_node(parent, index)


_Reader.yaml_implicit_resolvers = {}


def read(text: str | bytes) -> Loaded:
    """Never raises. What is wrong is told with the line."""
    loaded = decoded(text)
    if loaded.problems:
        return loaded
    plain: str = loaded.value
    try:
        root = yaml.compose(plain, Loader=_Reader)
        value = _Values(plain).document(root) if root is not None else None
    except _Refused as reason:
        return _refused(reason.message, reason.line)
    except yaml.YAMLError as reason:
        mark = getattr(reason, "problem_mark", None)
        told = getattr(reason, "problem", None) or "it cannot be read"
        return _refused(f"This is not YAML: {told}.", mark.line + 1 if mark else 0)
    except (RecursionError, ValueError):
        return _refused("This is nested far too deeply, or holds what cannot be read.", 0)
    problems = [error(defect.code, defect.message, field=defect.path) for defect in defects(value)]
    return Loaded(None if problems else value, problems)


def _refused(message: str, line: int) -> Loaded:
    return Loaded(None, [_problem(message, line)])


def _problem(message: str, line: int) -> Problem:
    return error("not_yaml", f"{message} (line {line})" if line else message)


class _Values:
    """Turns composed YAML into the document, with the lines of the text at hand for the comments."""

    def __init__(self, text: str) -> None:
        self._lines = LINE_BREAK.split(text)

    def document(self, root: yaml.Node) -> Any:
        if not isinstance(root, yaml.MappingNode):
            return self.value(root, 0)
        document = {}
        for key, value, node in self._pairs(root, 0):
            if key == "nodes" and isinstance(node, yaml.MappingNode):
                value = self._nodes(node)
            elif key == "edges" and isinstance(value, list):
                value = [self._edge(each) for each in value]
            document[key] = value
        return document

    def _nodes(self, under: yaml.MappingNode) -> list[Any]:
        found = []
        for (key, value, _), (key_node, _) in zip(self._pairs(under, 1), under.value, strict=True):
            if not isinstance(value, dict):
                raise _Refused(f"The node `{key}` must be a list of its fields.", key_node.start_mark)
            position = value.get("position")
            if isinstance(position, list) and len(position) == 2:
                value["position"] = {"x": position[0], "y": position[1]}
            note = self._comment_above(key_node.start_mark)
            if note and "note" not in value:
                value["note"] = note
            found.append({"id": key, **value})
        return found

    def _comment_above(self, mark: Any) -> str:
        """The comment lines right above a key, as far in as the key: what lies deeper belongs to a text."""
        found: list[str] = []
        line, lead = mark.line, " " * mark.column + "#"
        while line > 0 and self._lines[line - 1].startswith(lead):
            line -= 1
            found.append(self._lines[line].removeprefix(lead).removeprefix(" "))
        return "\n".join(reversed(found))

    @staticmethod
    def _edge(value: Any) -> Any:
        found = edge_of(value) if isinstance(value, str) else None
        return value if found is None else found

    def value(self, node: yaml.Node, depth: int) -> Any:
        if depth > MAX_DEPTH + 8:
            raise _Refused(f"This is nested more than {MAX_DEPTH} levels deep. Flatten it.", node.start_mark)
        if node.tag not in TAGS:
            raise _Refused(
                f"The tag `{node.tag}` is not allowed. Only plain values are read.", node.start_mark
            )
        if isinstance(node, yaml.MappingNode):
            return {key: value for key, value, _ in self._pairs(node, depth)}
        if isinstance(node, yaml.SequenceNode):
            return [self.value(each, depth + 1) for each in node.value]
        return _scalar(node)

    def _pairs(self, node: yaml.MappingNode, depth: int) -> list[tuple[str, Any, yaml.Node]]:
        found: dict[str, tuple[str, Any, yaml.Node]] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _Refused("A key must be text.", key_node.start_mark)
            key = key_node.value
            if key in found:
                raise _Refused(f"The key `{key}` is there twice. Keep one of them.", key_node.start_mark)
            found[key] = (key, self.value(value_node, depth + 1), value_node)
        return list(found.values())


def _scalar(node: yaml.Node) -> Any:
    text: str = node.value
    if getattr(node, "style", None):
        return text
    if NULL.fullmatch(text):
        return None
    if BOOL.fullmatch(text):
        return text.lower() == "true"
    if INT.fullmatch(text):
        return int(text) if len(text) <= 20 else 10**30
    if FLOAT.fullmatch(text):
        return float(text)
    return text
