"""Every join can be met (R8)."""

from collections.abc import Iterator

from builder.graph.problems import Problem, error, warning
from builder.graph.validation.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    for node in subject.graph.nodes:
        join = node.settings.get("join")
        if join is None or join in ("all", "any", "always"):
            continue
        incoming = subject.levels.into(node.id)
        count = join.get("count") if isinstance(join, dict) else None
        if isinstance(count, int) and incoming and count > len(incoming):
            edges = "one edge leads" if len(incoming) == 1 else f"{len(incoming)} edges lead"
            message = (
                f"“{node.name}” waits for {count} live edges, and only {edges} to it: it would never run."
            )
            yield error(
                "join_never", f"{message} Lower the count.", node=node.id, field="settings.join.count"
            )
        elif len(incoming) > 1 and subject.conditions.can_never_meet(node.id):
            message = (
                f"“{node.name}” waits for branches that exclude one another, so it never runs. "
                "Let it wait for all edges to be decided instead (join “all”)."
            )
            yield warning("join_never", message, node=node.id, field="settings.join")
