"""An expression reads the output of a node only where it can be there: before it, in scope, on every path (R13)."""

from collections.abc import Callable, Iterator

from builder.graph.facts import Use
from builder.graph.model import Node
from builder.graph.problems import Problem, error, warning
from builder.graph.validation.levels import ancestors
from builder.graph.validation.subject import Subject

STEPS = 16
"""How far a plain chain is followed back before the whole graph is asked."""


def check(subject: Subject) -> Iterator[Problem]:
    for node in subject.graph.nodes:
        for use in subject.facts_of(node).uses:
            path = use.name.path
            if path[0] != "outputs" or len(path) < 2 or not isinstance(path[1], str):
                continue
            if not _is_just_before(subject, node, path[1]):
                yield from _one(subject, node, use, path[1])


def _is_just_before(subject: Subject, node: Node, wanted: str) -> bool:
    """Whether the wanted node lies on the one and only way to this node: the usual case, quickly told."""
    incoming, by_id = subject.levels.incoming, subject.graph.by_id
    for _ in range(STEPS):
        edges = incoming.get(node.id)
        if edges is None or len(edges) > 1 or "join" in node.settings:
            return False
        source = edges[0].source
        if source == wanted:
            return True
        node = by_id[source]
    return False


def _one(subject: Subject, node: Node, use: Use, wanted: str) -> Iterator[Problem]:
    source = subject.graph.node(wanted)
    if source is None:
        help_ = subject.suggestion(wanted, subject.graph.by_id, what="The nodes are")
        made = warning if use.name.optional else error
        yield _problem(made, "unknown_output", f"There is no node `{wanted}`. {help_}", node, use)
        return
    if use.name.optional or node.id in subject.undo_nodes:
        return
    if source.parent == node.id and use.lazy:
        yield from _missing(subject, node, use, source, None)
        return
    here = _at_level_of(subject, node, source)
    if here is source:
        yield _itself(node, use, source)
    elif here is None:
        yield _hidden(subject, node, use, source)
    elif subject.upstream.knows(here.id) and subject.upstream.knows(source.id):
        if subject.upstream.is_before(source.id, here.id):
            yield from _missing(subject, node, use, source, here)
        else:
            yield _not_before(node, use, source, here)


def _at_level_of(subject: Subject, node: Node, source: Node) -> Node | None:
    """The node itself, or the container around it, that has the same parent as the source."""
    by_id = subject.graph.by_id
    here: Node | None = node
    for _ in range(len(by_id)):
        if here is None or here.parent == source.parent:
            return here
        here = by_id.get(here.parent) if here.parent is not None else None
    return None


def _itself(node: Node, use: Use, source: Node) -> Problem:
    if source is node:
        message = f"“{node.name}” cannot read its own output; it is there only afterwards. Use `input` for what comes in."
    else:
        message = f"`outputs.{source.id}` is there only when “{source.name}” has ended, and “{node.name}” lies inside it."
    return _problem(error, "own_output", message, node, use)


def _hidden(subject: Subject, node: Node, use: Use, source: Node) -> Problem:
    around = ancestors(subject.graph, source)
    inside = [container for container in around if container not in ancestors(subject.graph, node)]
    container = inside[-1] if inside else source
    message = (
        f"`outputs.{source.id}` cannot be read from outside “{container.name}”. "
        f"Read `outputs.{container.id}`, and let the result of “{container.name}” hold what you need."
    )
    return _problem(error, "output_not_visible", message, node, use)


def _not_before(node: Node, use: Use, source: Node, here: Node) -> Problem:
    target = f"“{node.name}”" if here is node else f"“{here.name}”, around “{node.name}”"
    message = (
        f"“{source.name}” does not come before {target}, so `outputs.{source.id}` may not be there. "
        "Draw a way from the one to the other."
    )
    return _problem(error, "output_not_before", message, node, use)


def _missing(subject: Subject, node: Node, use: Use, source: Node, here: Node | None) -> Iterator[Problem]:
    way_out = f"Write `default(outputs.{source.id}, …)` if that is meant."
    if here is not None and not subject.upstream.is_settled(source.id, here.id):
        message = f"“{here.name}” does not wait for all that leads to it, so `outputs.{source.id}` may not be there yet. {way_out}"
        yield _problem(warning, "output_maybe_missing", message, node, use)
        return
    case = subject.conditions.missing(here.id if here is not None else None, source.id)
    if case:
        message = f"`outputs.{source.id}` is not there when {_told(subject, case)}. {way_out}"
        yield _problem(warning, "output_maybe_missing", message, node, use)


def _told(subject: Subject, case: list[tuple[str, str]]) -> str:
    """The choices that lead to the case, in words."""
    parts = []
    for node_id, port in case[:3]:
        node = subject.graph.by_id[node_id]
        parts.append(
            f"“{node.name}” goes “{_title(subject, node, port)}”"
            if port
            else f"the run starts at “{node.name}”"
        )
    return " and ".join(parts) + (" and more" if len(case) > 3 else "")


def _title(subject: Subject, node: Node, key: str) -> str:
    ports = subject.ports_of(node)
    found = [port.title for port in ports.outputs if port.key == key and port.title] if ports else []
    return found[0] if found else key


def _problem(make: Callable[..., Problem], code: str, message: str, node: Node, use: Use) -> Problem:
    return make(code, message, node=node.id, field=use.field, span=(use.name.start, use.name.end))
