"""Asks somebody to fill in a form and waits for it."""

from typing import Any, Literal

from nodes.base import NodeConfig, NodeContext, Port, Ports, Where
from nodes.effects import Effect
from nodes.errors import FatalError
from nodes.fields import choice, duration, json_value, long_text, schema, values
from nodes.fields import text as text_line
from nodes.node import node
from nodes.outcomes import MAIN, Answer, Fire, WaitForAnswer
from nodes.records.schemas import errors_of, usable_schema, with_defaults

EXPIRED = "expired"


class Config(NodeConfig):
    title: str = text_line(title="Title", min_length=1, max_length=200)
    text: str = long_text("", title="Text", language="markdown")
    form_schema: dict[str, Any] = schema(title="Fields")
    assignees: list[str] = values(
        [], title="Who", help="Names or e-mail addresses. Empty: anybody who may run it."
    )
    group: str = text_line("", title="Group", help="All of a group may answer.", section="advanced")
    data: Any = json_value(None, title="To look at", help="Shown with the form.")
    deadline_seconds: float | None = duration(None, title="Wait at most", help="Empty: without end.", gt=0)
    on_deadline: Literal["expire", "fail"] = choice(
        "expire", title="When time is up", labels={"expire": "Go on by the port Too late", "fail": "Fail"}
    )


def filled_in(config: Config, context: NodeContext, answer: Answer) -> Fire | WaitForAnswer:
    if answer.reason == "deadline":
        if config.on_deadline == "fail":
            raise FatalError(f"Nobody filled in {config.title!r} in time", code="deadline")
        return Fire({EXPIRED: context.input})
    given = with_defaults(config.form_schema, answer.value)
    found = errors_of(usable_schema(config.form_schema), given)
    if found:
        context.log("warning", f"An answer was left out: {found[0]['message']}", errors=found)
        return question(config, (context.wait or {}).get("deadline"))
    return Fire({MAIN: {"values": given, "by": answer.by}})


def question(config: Config, deadline: float | None) -> WaitForAnswer:
    request = {
        "title": config.title,
        "text": config.text,
        "assignees": config.assignees,
        "group": config.group,
        "data": config.data,
    }
    return WaitForAnswer("form", request, config.form_schema, deadline)


@node(
    key="people.form",
    title="Ask for input",
    group="people",
    icon="clipboard-pen",
    summary="Asks somebody to fill in a form, and waits for it.",
    config=Config,
    effect=Effect.PURE,
    where=Where.INLINE,
    resume=filled_in,
    ports=Ports(outputs=(Port(MAIN, "Filled in"), Port(EXPIRED, "Too late"))),
    output={"type": "object", "properties": {"values": {"type": "object"}, "by": {"type": "string"}}},
    face="{{ title }}",
    keywords=("human", "input", "question", "fields", "inbox", "survey"),
    docs="The form appears in the inbox of those it is meant for. The run holds no worker meanwhile.",
)
def form(config: Config, context: NodeContext) -> WaitForAnswer:
    usable_schema(config.form_schema)
    return question(config, context.now() + config.deadline_seconds if config.deadline_seconds else None)
