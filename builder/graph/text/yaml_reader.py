"""Reads a workflow from YAML: plain values only, comments above nodes become their notes, problems name their line."""

import re
from typing import Any

import yaml

from builder.graph.json_text import Loaded, decoded
from builder.graph.problems import error
from builder.graph.text.arrows import edge_of
from builder.graph.text.yaml_scalars import BOOL, FLOAT, INT, NULL
from builder.graph.text.yaml_tree import Leaf, Mark, Refused, Sequence, Table, Tree, compose
from builder.graph.values import defects

LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What counts as the end of a line when YAML counts lines."""
TOO_LARGE = 10**30


def read(text: str | bytes) -> Loaded:
    """Never raises. What is wrong is told with the line."""
    loaded = decoded(text)
    if loaded.problems:
        return loaded
    plain: str = loaded.value
    try:
        tree = compose(plain)
        value = _Values(plain).document(tree) if tree is not None else None
    except Refused as reason:
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
    return Loaded(None, [error("not_yaml", f"{message} (line {line})" if line else message)])


class _Values:
    """Turns the tree into the document, with the lines of the text at hand for the comments."""

    def __init__(self, text: str) -> None:
        self._lines = LINE_BREAK.split(text)

    def document(self, root: Tree) -> Any:
        if not isinstance(root, Table):
            return value_of(root)
        document = {}
        for key, tree in _unique(root):
            if key.text == "nodes" and isinstance(tree, Table):
                document["nodes"] = [self._node(name, inner) for name, inner in _unique(tree)]
            elif key.text == "edges" and isinstance(tree, Sequence):
                document["edges"] = [_edge(value_of(each)) for each in tree.items]
            else:
                document[key.text] = value_of(tree)
        return document

    def _node(self, name: Leaf, tree: Tree) -> Any:
        value = value_of(tree)
        if not isinstance(value, dict):
            raise Refused(f"The node `{name.text}` must be a list of its fields.", name.mark.line + 1)
        position = value.get("position")
        if isinstance(position, list) and len(position) == 2:
            value["position"] = {"x": position[0], "y": position[1]}
        note = self._comment_above(name.mark)
        if note and "note" not in value:
            value["note"] = note
        return {"id": name.text, **value}

    def _comment_above(self, mark: Mark) -> str:
        """The comment lines right above a key, as far in as the key: what lies deeper belongs to a text."""
        found: list[str] = []
        line, lead = mark.line, " " * mark.column + "#"
        while line > 0 and self._lines[line - 1].startswith(lead):
            line -= 1
            found.append(self._lines[line].removeprefix(lead).removeprefix(" "))
        return "\n".join(reversed(found))


def _edge(value: Any) -> Any:
    found = edge_of(value) if isinstance(value, str) else None
    return value if found is None else found


def _unique(table: Table) -> list[tuple[Leaf, Tree]]:
    """The pairs of a table in which no key comes twice."""
    seen: set[str] = set()
    for key, _ in table.pairs:
        if key.text in seen:
            raise Refused(f"The key `{key.text}` is there twice. Keep one of them.", key.mark.line + 1)
        seen.add(key.text)
    return table.pairs


def value_of(tree: Tree) -> Any:
    if isinstance(tree, Table):
        return {key.text: value_of(part) for key, part in _unique(tree)}
    if isinstance(tree, Sequence):
        return [value_of(part) for part in tree.items]
    return tree.text if tree.is_text else _plain(tree.text)


def _plain(text: str) -> Any:
    """What an unquoted word stands for: what it would in JSON, else itself."""
    if NULL.fullmatch(text):
        return None
    if BOOL.fullmatch(text):
        return text.lower() == "true"
    if INT.fullmatch(text):
        return int(text) if len(text) <= 20 else TOO_LARGE
    if FLOAT.fullmatch(text):
        return float(text)
    return text
