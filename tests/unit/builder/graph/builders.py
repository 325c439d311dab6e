"""Small graphs in one line: `a_document("start > check", "check.true > save", save={"config": …})`."""

from itertools import pairwise
from typing import Any

from builder.graph.document import parse
from builder.graph.model import Graph
from builder.graph.problems import Problem
from builder.graph.validation import Surroundings, validate
from nodes.base import EmptyConfig, NodeConfig, NodeType, Port, PortRule, Ports, Role
from nodes.fields import code, condition, credential, expression, key_value, number, objects, text, workflow
from nodes.outcomes import ERROR, MAIN


def nothing(config: Any, context: Any) -> Any:
    return None


def a_type(key: str, **fields: Any) -> NodeType:
    made = {"title": key, "group": "test", "icon": "circle", "summary": "A type for tests."}
    return NodeType(key=key, run=nothing, **{**made, **fields})  # type: ignore[arg-type]


class Fields(NodeConfig):
    fields: dict[str, Any] = key_value({}, title="Fields")


class Asked(NodeConfig):
    condition: str = condition(title="Condition")


class Case(NodeConfig):
    key: str = text(title="Port")
    when: str = condition(title="When", lazy=True)


class Cases(NodeConfig):
    cases: list[Case] = objects(title="Cases", lazy=True)


class Each(NodeConfig):
    items: Any = expression(title="For each of")
    result: str = expression("", title="Result", lazy=True)


class Repeat(NodeConfig):
    condition: str = condition(title="Condition", lazy=True)
    max_iterations: int = number(title="At most", ge=1)
    state: Any = None
    next_state: str = expression("", title="Next state", lazy=True)
    result: str = expression("", title="Result", lazy=True)


class Scoped(NodeConfig):
    result: str = expression("", title="Result", lazy=True)


class Request(NodeConfig):
    url: str = text(title="URL", min_length=1)
    timeout: int = number(30, title="Timeout", ge=1, le=300)
    login: str = credential("http_basic", "http_token", default="", title="Login")


class Hook(NodeConfig):
    path: str = text(title="Path")


class Called(NodeConfig):
    workflow: str = workflow(title="Workflow")
    inputs: dict[str, Any] = key_value({}, title="Inputs")


class Program(NodeConfig):
    source: str = code(language="python", title="Code", lazy=True)


TYPES = (
    a_type("t.start", role=Role.TRIGGER, ports=Ports(inputs=())),
    a_type("t.hook", role=Role.TRIGGER, ports=Ports(inputs=()), config=Hook),
    a_type("t.step", config=Fields),
    a_type("t.check", config=Asked, ports=Ports(outputs=(Port("true", "Yes"), Port("false", "No")))),
    a_type("t.switch", config=Cases, ports=PortRule(each="cases", then=(Port("default"),))),
    a_type("t.filter", ports=Ports(outputs=(Port(MAIN), Port("dropped")), fires="all")),
    a_type("t.some", ports=Ports(outputs=(Port("red"), Port("blue")), fires="some")),
    a_type("t.each", role=Role.FOR_EACH, config=Each),
    a_type("t.while", role=Role.WHILE, config=Repeat),
    a_type("t.scope", role=Role.SCOPE, config=Scoped, ports=Ports(outputs=(Port(MAIN), Port(ERROR)))),
    a_type(
        "t.request", config=Request, output={"type": "object", "properties": {"status": {"type": "integer"}}}
    ),
    a_type("t.call", config=Called),
    a_type("t.code", config=Program),
    a_type("t.end", config=EmptyConfig, ports=Ports(outputs=())),
)


class Types:
    """A registry without rules: what is declared above is known."""

    def __init__(self, types: tuple[NodeType, ...] = TYPES) -> None:
        self._types = {each.key: each for each in types}

    def get(self, key: str) -> NodeType | None:
        return self._types.get(key)

    def all(self) -> tuple[NodeType, ...]:
        return tuple(self._types.values())


REGISTRY = Types()
KINDS = {"start": "t.start", "check": "t.check", "loop": "t.each", "scope": "t.scope", "end": "t.end"}


def a_document(*chains: str, around: dict[str, Any] | None = None, **nodes: Any) -> dict[str, Any]:
    """Edges as chains (`"start > a > b"`, ports with a point), nodes made of the names in them.

    A node is a step unless its name is one of `KINDS` or its fields say a `type`.
    """
    edges: list[dict[str, Any]] = []
    names: dict[str, None] = {}
    for chain in chains:
        ends = [part.strip().partition(".") for part in chain.split(">")]
        names.update(dict.fromkeys(name for name, _, _ in ends))
        for (source, _, port), (target, _, _) in pairwise(ends):
            edges.append({"source": source, "target": target, **({"source_port": port} if port else {})})
    names.update(dict.fromkeys(nodes))
    made = [_a_node(name, nodes.get(name, {})) for name in names]
    return {"nodes": made, "edges": edges, **(around or {})}


def _a_node(name: str, fields: dict[str, Any]) -> dict[str, Any]:
    kind = fields.get("type", KINDS.get(name, "t.step"))
    config = fields.get("config", {"condition": "true"} if kind == "t.check" else {})
    if kind == "t.each" and "items" not in config:
        config = {"items": [1, 2], **config}
    return {
        "id": name,
        "type": kind,
        "config": config,
        **{k: v for k, v in fields.items() if k not in ("type", "config")},
    }


def says(value: str) -> dict[str, Any]:
    """A step that reads something: `save=says("{{ outputs.check }}")`."""
    return {"config": {"fields": {"text": value}}}


def a_graph(*chains: str, around: dict[str, Any] | None = None, **nodes: Any) -> Graph:
    parsed = parse(a_document(*chains, around=around, **nodes))
    assert parsed.graph is not None, parsed.problems
    return parsed.graph


def problems_of(document: Any, surroundings: Surroundings | None = None) -> list[Problem]:
    return validate(document, REGISTRY, surroundings or Surroundings())


def codes_of(document: Any, surroundings: Surroundings | None = None) -> list[str]:
    return [problem.code for problem in problems_of(document, surroundings)]
