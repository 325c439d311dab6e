"""`web.graphql` against a real server on loopback."""

import json
from typing import Any

import pytest

from nodes.effects import Effect
from nodes.egress.client import Egress
from nodes.errors import FatalError, InvalidError
from nodes.testing import Ran, run_node_async
from nodes.types.web.graphql import graphql
from tests.unit.nodes.loopback import a_server


async def ask(answer: Any, seen: list[Any] | None = None, **config: Any) -> Ran:
    with a_server() as server:
        server.answers["/graphql"] = (200, {}, json.dumps(answer).encode())
        async with Egress(allow=[server.place]) as egress:
            asked = {
                "url": f"{server.url}/graphql",
                "query": "query Q($id: ID) { order(id: $id) { sum } }",
                **config,
            }
            ran = await run_node_async(graphql, asked, http=egress)
        if seen is not None:
            seen += server.seen
        return ran


async def test_query_goes_out_with_its_variables_and_the_data_comes_back() -> None:
    seen: list[Any] = []

    ran = await ask({"data": {"order": {"sum": 5}}}, seen, variables={"id": "7"}, operation="Q")

    assert ran.value == {"data": {"order": {"sum": 5}}, "errors": []}
    sent = json.loads(seen[0]["body"])
    assert (sent["variables"], sent["operationName"]) == ({"id": "7"}, "Q")


async def test_errors_in_the_answer_fail_the_node_unless_accepted() -> None:
    answer = {"data": None, "errors": [{"message": "No such order"}]}

    with pytest.raises(FatalError, match="The server answered: No such order"):
        await ask(answer)
    ran = await ask(answer, accept_errors=True)

    assert ran.value == answer


async def test_answer_that_is_not_graphql_is_said_so() -> None:
    with pytest.raises(FatalError, match="not one of GraphQL"):
        await ask([1])


async def test_empty_query_is_refused() -> None:
    with pytest.raises(InvalidError, match="query"):
        await ask({}, query="")


@pytest.mark.parametrize(
    ("query", "effect"),
    [("{ a }", Effect.IDEMPOTENT), ("mutation { a }", Effect.ONCE), ("{{ input.query }}", Effect.ONCE)],
)
def test_r32_only_a_plain_query_may_be_repeated(query: str, effect: Effect) -> None:
    assert graphql.effect_for({"query": query}) is effect
