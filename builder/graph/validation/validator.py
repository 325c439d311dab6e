"""The one validator: runs every check of the folder `checks` over a graph and gathers what they find (R4)."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from builder.graph.document import parse
from builder.graph.model import Graph
from builder.graph.problems import ERROR, WARNING, Problem
from builder.graph.validation import checks
from builder.graph.validation.subject import Subject, Types
from builder.graph.validation.surroundings import NOWHERE, Surroundings

INSIDE = ("config", "settings", "type")
"""Fields of a node that matter only when it runs."""

Check = Callable[[Subject], Iterator[Problem]]


def _found() -> tuple[Check, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(checks.__path__))
    modules = [importlib.import_module(f"{checks.__name__}.{name}") for name in names]
    return tuple(module.check for module in modules)


CHECKS: tuple[Check, ...] = _found()
"""One check a file. Adding one is adding a file."""


def validate(subject: Graph | Any, registry: Types, surroundings: Surroundings = NOWHERE) -> list[Problem]:
    """All problems of a graph or a document, errors first, otherwise in the order of the nodes. Never raises."""
    problems: list[Problem] = []
    graph = subject if isinstance(subject, Graph) else None
    if graph is None:
        parsed = parse(subject)
        problems += parsed.problems
        graph = parsed.readable
    if graph is None:
        return problems
    looked_at = Subject(graph, registry, surroundings)
    for check in CHECKS:
        problems += check(looked_at)
    return _in_order(_without_the_disabled(problems, looked_at), graph)


def _without_the_disabled(problems: list[Problem], subject: Subject) -> list[Problem]:
    """What is wrong inside a node that does nothing (R46) forbids nothing."""
    disabled = _that_do_nothing(subject.graph)
    if not disabled:
        return problems
    return [
        replace(problem, severity=WARNING)
        if problem.node in disabled and problem.field.startswith(INSIDE)
        else problem
        for problem in problems
    ]


def _that_do_nothing(graph: Graph) -> set[str]:
    """The disabled nodes, and all that lies in disabled containers."""
    queue = [node.id for node in graph.nodes if node.disabled]
    found = set(queue)
    for node_id in queue:
        inside = [child.id for child in graph.children(node_id) if child.id not in found]
        found.update(inside)
        queue.extend(inside)
    return found


def _in_order(problems: list[Problem], graph: Graph) -> list[Problem]:
    if len(problems) < 2:
        return problems
    places = {node.id: number for number, node in enumerate(graph.nodes)}
    last = len(places)
    return sorted(problems, key=lambda problem: (problem.severity != ERROR, places.get(problem.node, last)))
