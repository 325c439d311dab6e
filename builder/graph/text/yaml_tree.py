"""The tree of a YAML text, built from its events: no aliases, no tags, no great depth, and the place of every key."""

from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

from builder.graph.text.yaml_scalars import PREFIX
from builder.graph.values import MAX_DEPTH

MOST_LEVELS = MAX_DEPTH + 8
PLAIN_TAGS = frozenset([None, "!", *(f"{PREFIX}{name}" for name in ("str", "map", "seq"))])
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where it is there: twenty times as quick. Only its events are used, so that depth costs no stack."""


class Refused(Exception):
    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something begins, counted from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Leaf:
    mark: Mark
    text: str
    is_text: bool
    """It was quoted, so that it is text whatever it looks like."""


@dataclass(slots=True)
class Sequence:
    mark: Mark
    items: list["Tree"] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    mark: Mark
    pairs: list[tuple[Leaf, "Tree"]] = field(default_factory=list)
    key: Leaf | None = None
    """The key whose value comes next, while the tree is built."""


Tree = Leaf | Sequence | Table


def compose(text: str, loader: Any = LOADER) -> Tree | None:
    """The tree, or nothing for an empty text. Raises `Refused`, or `yaml.YAMLError` for what is no YAML."""
    roots: list[Tree] = []
    stack: list[Sequence | Table] = []
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.AliasEvent):
            _refuse(f"The alias `*{event.anchor}` is not allowed. Write out what it stands for.", event)
        if isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            tree = _tree(event)
            _put(tree, stack, roots, event)
            if not isinstance(tree, Leaf):
                stack.append(tree)
                if len(stack) > MOST_LEVELS:
                    _refuse(f"This is nested more than {MAX_DEPTH} levels deep. Flatten it.", event)
    return roots[0] if roots else None


def _tree(event: Any) -> Tree:
    if event.tag not in PLAIN_TAGS:
        _refuse(f"The tag `{event.tag}` is not allowed. Only plain values are read.", event)
    mark = Mark(event.start_mark.line, event.start_mark.column)
    if isinstance(event, yaml.ScalarEvent):
        return Leaf(mark, event.value, bool(event.style) or event.tag is not None)
    return Table(mark) if isinstance(event, yaml.MappingStartEvent) else Sequence(mark)


def _put(tree: Tree, stack: list[Sequence | Table], roots: list[Tree], event: Any) -> None:
    if not stack:
        if roots:
            _refuse("This holds several documents. Keep one of them.", event)
        roots.append(tree)
        return
    around = stack[-1]
    if isinstance(around, Sequence):
        around.items.append(tree)
    elif around.key is not None:
        around.pairs.append((around.key, tree))
        around.key = None
    elif isinstance(tree, Leaf):
        around.key = tree
    else:
        _refuse("A key must be text.", event)


def _refuse(message: str, event: Any) -> NoReturn:
    raise Refused(message, event.start_mark.line + 1)
