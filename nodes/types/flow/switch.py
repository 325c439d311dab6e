"""Sends what came in along the first case that matches, or along all of them."""

from typing import Any, Literal

from pydantic import field_validator

from nodes.base import Example, NodeConfig, NodeContext, Port, PortRule, Where
from nodes.effects import Effect
from nodes.fields import choice, condition, objects, text
from nodes.lazy import value_of
from nodes.node import node
from nodes.outcomes import Fire

DEFAULT = "default"


class Case(NodeConfig):
    key: str = text(title="Port", pattern=r"^[a-z][a-z0-9_]{0,39}$", help="Short name of its port: `large`.")
    title: str = text("", title="Label")
    when: str = condition(title="When", placeholder="input.total > 100", lazy=True)


class Config(NodeConfig):
    cases: list[Case] = objects(title="Cases", lazy=True, min_length=1, max_length=50)
    matches: Literal["first", "all"] = choice(
        "first",
        title="Take",
        labels={"first": "The first case that matches", "all": "Every case that matches"},
    )

    @field_validator("cases")
    @classmethod
    def differ(cls, cases: list[Case]) -> list[Case]:
        keys = [case.key for case in cases]
        doubled = next((key for key in keys if keys.count(key) > 1), None)
        if doubled:
            raise ValueError(f"two cases have the port {doubled!r}; each needs its own")
        if DEFAULT in keys:
            raise ValueError(f"the port {DEFAULT!r} is there already, for what matches no case")
        return cases


CASES = [
    {"key": "large", "when": "input.total > 100"},
    {"key": "urgent", "when": "input.urgent | default(false)"},
]
BIG = {"total": 250, "urgent": True}


@node(
    key="flow.switch",
    title="Switch",
    group="flow",
    icon="route",
    summary="Goes along the first case that matches, or along all that do.",
    config=Config,
    effect=Effect.PURE,
    where=Where.INLINE,
    ports=PortRule(each="cases", then=(Port(DEFAULT, "Otherwise"),), fires_when=("matches", "all", "some")),
    face="{{ cases | count }} cases",
    keywords=("case", "branch", "router", "when", "else", "decide"),
    docs="""
    Conditions are evaluated in their order, and with *first* only until one matches: a later condition may rely
    on an earlier one having failed. The port *Otherwise* fires when nothing matched.
    """,
    examples=(
        Example("The first match counts", {"cases": CASES}, input=BIG, output=BIG, port="large"),
        Example("Nothing matches", {"cases": CASES}, input={"total": 5}, output={"total": 5}, port=DEFAULT),
    ),
)
def switch(config: Config, context: NodeContext) -> Fire:
    matched: dict[str, Any] = {}
    for at, case in enumerate(config.cases):
        if value_of(case.when, context, f"cases.{at}.when"):
            matched[case.key] = context.input
            if config.matches == "first":
                break
    return Fire(matched or {DEFAULT: context.input})
