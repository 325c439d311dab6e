"""Every name that an expression uses exists where it is used (R13, R41)."""

from collections.abc import Callable, Iterator

from builder.graph.facts import Use
from builder.graph.model import Node
from builder.graph.problems import Problem, error, listed, nearest, warning
from builder.graph.validation.scopes import EVERYWHERE, LOCAL
from builder.graph.validation.subject import Subject

FREELY = frozenset({"outputs", "input", "execution", "workflow", "now"})
"""Names that are always there, and of whose inside another check, or only the run, can tell."""


def check(subject: Subject) -> Iterator[Problem]:
    for node in subject.graph.nodes:
        for use in subject.facts_of(node).uses:
            root = use.name.path[0]
            if root in FREELY:
                continue
            if root == "inputs":
                yield from _input(subject, node, use)
            elif root == "vars":
                yield from _variable(subject, node, use)
            elif root not in subject.scopes.inputs.names:
                yield from _unknown(subject, node, use, str(root))


def _unknown(subject: Subject, node: Node, use: Use, root: str) -> Iterator[Problem]:
    local = subject.scopes.local_names(node, use.lazy)
    if root in local or use.name.optional:
        return
    if root in LOCAL:
        message = f"`{root}` exists only {LOCAL[root]}, and “{node.name}” is not there."
        yield _problem(error, "name_not_here", message, node, use)
        return
    inputs = subject.scopes.inputs
    known = [*EVERYWHERE, *local, *inputs.names]
    maybe_input = inputs.is_open or inputs.is_silent
    meant = nearest(root, known)
    if subject.graph.node(root) is not None:
        help_ = f"To read what the node `{root}` gave, write `outputs.{root}`."
        maybe_input = False
    elif meant:
        help_ = f"Did you mean `{meant}`?"
        maybe_input = maybe_input and meant not in EVERYWHERE
    else:
        help_ = f"There are {listed(sorted(known), shown=12)}. If it is an input, declare it."
    if use.lazy and not subject.is_container(node):
        # Such a field may have names of its own that only its node knows, as `response` of a page.
        if not meant or meant not in EVERYWHERE:
            return
        maybe_input = True
    make = warning if maybe_input else error
    yield _problem(make, "unknown_name", f"`{root}` does not exist. {help_}", node, use)


def _input(subject: Subject, node: Node, use: Use) -> Iterator[Problem]:
    inputs = subject.scopes.inputs
    if len(use.name.path) < 2 or use.name.optional:
        return
    name = use.name.path[1]
    if not isinstance(name, str) or name in inputs.names or inputs.is_open:
        return
    meant = nearest(name, inputs.names)
    if meant:
        help_ = f"Did you mean `inputs.{meant}`?"
    elif inputs.names:
        help_ = f"There are {listed(sorted(inputs.names))}."
    else:
        help_ = "The workflow declares no inputs: add it there, or write `default(…)` around it."
    make = warning if inputs.is_silent else error
    yield _problem(make, "unknown_input", f"There is no input `{name}`. {help_}", node, use)


def _variable(subject: Subject, node: Node, use: Use) -> Iterator[Problem]:
    known = subject.surroundings.variables
    if known is None or len(use.name.path) < 2 or use.name.optional:
        return
    name = use.name.path[1]
    if not isinstance(name, str) or name in known:
        return
    meant = nearest(name, known)
    help_ = f"Did you mean `vars.{meant}`?" if meant else "Add it to the variables of the project."
    yield _problem(error, "unknown_variable", f"There is no variable `{name}`. {help_}", node, use)


def _problem(make: Callable[..., Problem], code: str, message: str, node: Node, use: Use) -> Problem:
    return make(code, message, node=node.id, field=use.field, span=(use.name.start, use.name.end))
