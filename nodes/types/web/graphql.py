"""Sends a GraphQL query or mutation and hands on its data."""

from typing import Any

from nodes.base import NodeConfig, NodeContext
from nodes.calls.bodies import json_body, pairs
from nodes.calls.credentials import auth_of
from nodes.effects import Effect
from nodes.egress.messages import Limits, Request, Response
from nodes.errors import FatalError
from nodes.fields import code, credential, duration, key_value, switch, text
from nodes.node import node


class Config(NodeConfig):
    url: str = text(title="Address", placeholder="https://api.example.com/graphql")
    query: str = code(title="Query", language="graphql", min_length=1)
    variables: dict[str, Any] = key_value(
        {}, title="Variables", help="Values belong here, never into the query itself."
    )
    operation: str = text("", title="Operation", help="If the query holds several.", section="advanced")
    credential: str = credential(
        "http_bearer", "http_basic", "http_header", "http_query", default="", title="Credential"
    )
    headers: dict[str, Any] = key_value({}, title="Headers", section="advanced")
    accept_errors: bool = switch(
        title="Accept errors beside data", help="Off: any error in the answer fails the node."
    )
    timeout_seconds: float = duration(60.0, title="Wait at most", gt=0, le=3600, section="advanced")


@node(
    key="web.graphql",
    title="GraphQL",
    group="web",
    icon="braces",
    summary="Sends a GraphQL query or mutation and hands on its data.",
    config=Config,
    effect=Effect.ONCE,
    effect_by=lambda config: Effect.ONCE if is_mutation(str(config.get("query", ""))) else Effect.IDEMPOTENT,
    retries=True,
    output={"type": "object", "properties": {"data": {}, "errors": {"type": "array"}}},
    face="{{ url }}",
    keywords=("api", "query", "mutation", "graph"),
    docs="A query may be repeated after a crash; a mutation is not.",
)
async def graphql(config: Config, context: NodeContext) -> dict[str, Any]:
    asked: dict[str, Any] = {"query": config.query, "variables": config.variables}
    if config.operation:
        asked["operationName"] = config.operation
    content, content_type = json_body(asked)
    headers = {"Content-Type": content_type, "Accept": "application/json"} | dict(pairs(config.headers))
    auth = await auth_of(context, config.credential)
    request = Request("POST", config.url.strip(), headers, (), content, auth)
    response: Response = await context.http.send(request, Limits(total=config.timeout_seconds))
    response.raise_for_status(context.now())
    return data_of(response.json(), config.accept_errors)


def is_mutation(query: str) -> bool:
    """Whether the query may change something: it says so, or an expression makes it, so that nobody knows."""
    return "mutation" in query or "{{" in query


def data_of(answer: Any, accept_errors: bool) -> dict[str, Any]:
    if not isinstance(answer, dict) or not ({"data", "errors"} & answer.keys()):
        raise FatalError(
            "The answer is not one of GraphQL: it has neither data nor errors", code="not_graphql"
        )
    errors = answer.get("errors") or []
    if errors and not accept_errors:
        first = errors[0] if isinstance(errors, list) else errors
        message = first.get("message") if isinstance(first, dict) else first
        raise FatalError(f"The server answered: {message}", code="graphql", details={"errors": errors})
    return {"data": answer.get("data"), "errors": errors}
