"""Asks people to approve or reject, and waits for as many as are needed."""

from typing import Any, Literal

from nodes.base import NodeConfig, NodeContext, Port, Ports, Where
from nodes.effects import Effect
from nodes.errors import FatalError
from nodes.fields import choice, duration, json_value, long_text, number, switch, values
from nodes.fields import text as text_line
from nodes.node import node
from nodes.outcomes import Answer, Fire, WaitForAnswer

APPROVED, REJECTED, EXPIRED = "approved", "rejected", "expired"


class Config(NodeConfig):
    title: str = text_line(title="Title", min_length=1, max_length=200)
    text: str = long_text("", title="Text", language="markdown")
    assignees: list[str] = values(
        [], title="Who", help="Names or e-mail addresses. Empty: anybody who may run it."
    )
    group: str = text_line("", title="Group", help="All of a group may answer.", section="advanced")
    data: Any = json_value(None, title="To look at", help="Shown with the question.")
    quorum: int = number(1, title="Approvals needed", ge=1, le=100)
    rejections: int = number(1, title="Rejections that reject", ge=1, le=100, section="advanced")
    comment_required: bool = switch(title="A comment is required")
    deadline_seconds: float | None = duration(None, title="Wait at most", help="Empty: without end.", gt=0)
    on_deadline: Literal["expire", "approve", "reject", "fail"] = choice(
        "expire",
        title="When time is up",
        labels={
            "expire": "Go on by the port Too late",
            "approve": "Count as approved",
            "reject": "Count as rejected",
            "fail": "Fail",
        },
    )


def answered(config: Config, context: NodeContext, answer: Answer) -> Fire | WaitForAnswer:
    wait = context.wait or {}
    before, deadline = list(wait.get("request", {}).get("answers", [])), wait.get("deadline")
    if answer.reason == "deadline":
        return time_is_up(config, before)
    vote = vote_of(answer, before)
    if vote is None:
        context.log(
            "warning", "An answer was left out: no decision in it, or a second one of the same person"
        )
        return question(config, before, deadline)
    answers = [*before, vote]
    approvals = sum(each["decision"] == "approve" for each in answers)
    if approvals >= config.quorum:
        return Fire({APPROVED: decided("approved", answers)})
    if len(answers) - approvals >= config.rejections:
        return Fire({REJECTED: decided("rejected", answers)})
    return question(config, answers, deadline)


def vote_of(answer: Answer, before: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The vote, or None for one that must not count: it never fails the run that asked."""
    given = answer.value if isinstance(answer.value, dict) else {}
    twice = answer.by and any(each["by"] == answer.by for each in before)
    if given.get("decision") not in ("approve", "reject") or twice:
        return None
    return {"by": answer.by, "decision": given["decision"], "comment": str(given.get("comment") or "")}


def time_is_up(config: Config, answers: list[dict[str, Any]]) -> Fire:
    if config.on_deadline == "fail":
        raise FatalError(
            f"Nobody decided on {config.title!r} in time", code="deadline", details={"answers": answers}
        )
    port = {"expire": EXPIRED, "approve": APPROVED, "reject": REJECTED}[config.on_deadline]
    return Fire({port: decided(port, answers, by_deadline=True)})


def decided(decision: str, answers: list[dict[str, Any]], by_deadline: bool = False) -> dict[str, Any]:
    comment = next((each["comment"] for each in reversed(answers) if each["comment"]), "")
    return {"decision": decision, "answers": answers, "comment": comment, "by_deadline": by_deadline}


def question(config: Config, answers: list[dict[str, Any]], deadline: float | None) -> WaitForAnswer:
    request = {
        "title": config.title,
        "text": config.text,
        "assignees": config.assignees,
        "group": config.group,
        "data": config.data,
        "quorum": config.quorum,
        "answers": answers,
    }
    comment: dict[str, Any] = {"type": "string", "title": "Comment", "maxLength": 10_000}
    if config.comment_required:
        comment["minLength"] = 1
    schema = {
        "type": "object",
        "properties": {"decision": {"enum": ["approve", "reject"], "title": "Decision"}, "comment": comment},
        "required": ["decision", "comment"] if config.comment_required else ["decision"],
        "additionalProperties": False,
    }
    return WaitForAnswer("approval", request, schema, deadline)


@node(
    key="people.approval",
    title="Approval",
    group="people",
    icon="user-check",
    summary="Asks people to approve or reject, and waits for them.",
    config=Config,
    effect=Effect.PURE,
    where=Where.INLINE,
    resume=answered,
    ports=Ports(outputs=(Port(APPROVED, "Approved"), Port(REJECTED, "Rejected"), Port(EXPIRED, "Too late"))),
    output={
        "type": "object",
        "properties": {
            "decision": {"type": "string"},
            "comment": {"type": "string"},
            "answers": {"type": "array"},
            "by_deadline": {"type": "boolean"},
        },
    },
    face="{{ title }}",
    keywords=("human", "review", "confirm", "decide", "sign off", "inbox", "quorum"),
    docs="""
    The question appears in the inbox of those it is meant for. It is decided as soon as enough have approved or
    rejected; everybody's answer counts once. An answer and the deadline race, and the first one recorded wins.
    The run holds no worker meanwhile.
    """,
)
def approval(config: Config, context: NodeContext) -> WaitForAnswer:
    deadline = context.now() + config.deadline_seconds if config.deadline_seconds else None
    return question(config, [], deadline)
