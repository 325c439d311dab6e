"""Starts a run when somebody fills in a form."""

from typing import Any, Literal

from nodes.base import Example, NodeConfig, NodeContext, Role, Where
from nodes.effects import Effect
from nodes.fields import choice, long_text, schema, text
from nodes.node import node


class Config(NodeConfig):
    path: str = text(
        title="Path",
        placeholder="holiday",
        pattern=r"^[A-Za-z0-9_-]{1,80}$",
        help="The last part of its address.",
    )
    title: str = text(title="Title", min_length=1, max_length=200)
    text: str = long_text("", title="Introduction", language="markdown")
    form_schema: dict[str, Any] = schema(title="Fields")
    access: Literal["members", "public"] = choice(
        title="Who may fill it in",
        labels={"members": "Members of the project", "public": "Anybody who has the link"},
    )
    thanks: str = long_text("Thank you.", title="Text afterwards", section="advanced")


FIELDS = {"type": "object", "properties": {"days": {"type": "integer", "minimum": 1}}, "required": ["days"]}


@node(
    key="trigger.form",
    title="Form",
    group="triggers",
    icon="clipboard-list",
    summary="Starts when somebody fills in a form.",
    config=Config,
    role=Role.TRIGGER,
    effect=Effect.PURE,
    where=Where.INLINE,
    output={
        "type": "object",
        "properties": {
            "values": {"type": "object"},
            "by": {"type": "string"},
            "submitted_at": {"type": "string", "format": "date-time"},
        },
    },
    face="{{ title }}",
    keywords=("page", "submit", "survey", "input", "public"),
    docs="What is sent is checked against the fields before a run starts.",
    examples=(
        Example(
            "A request for holidays",
            {"path": "holiday", "title": "Holidays", "form_schema": FIELDS, "access": "members"},
            input={"values": {"days": 3}, "by": "ada@example.com"},
            output={"values": {"days": 3}, "by": "ada@example.com"},
        ),
    ),
)
def form(config: Config, context: NodeContext) -> Any:
    return context.input
