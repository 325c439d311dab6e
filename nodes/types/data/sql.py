"""Asks the lists at hand by SQL."""

from typing import Any

from nodes.base import Example, NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.fields import code, duration, key_value, number
from nodes.node import node
from nodes.records.tables import Query, query_tables


class Config(NodeConfig):
    tables: dict[str, Any] = key_value(
        {}, title="Tables", help="A name and a list for each. Empty: what came in, as `items`."
    )
    sql: str = code(
        language="sql",
        title="Statement",
        help="One SELECT. Values go in as $name; `{{ }}` means nothing here.",
        lazy=True,
        min_length=1,
        max_length=100_000,
    )
    parameters: dict[str, Any] = key_value({}, title="Values", help="What $name stands for.")
    rows: int = number(100_000, title="Rows at most", ge=1, le=1_000_000, section="advanced")
    seconds: float = duration(10.0, title="At most", gt=0, le=300, section="advanced")
    megabytes: int = number(256, title="Memory", unit="MB", ge=64, le=2048, section="advanced")


PER_PERSON = "SELECT p.name, sum(o.sum) AS total FROM people p JOIN orders o ON o.person = p.id GROUP BY p.name ORDER BY 1"


@node(
    key="data.sql",
    title="SQL over lists",
    group="data",
    icon="table-2",
    summary="Asks the lists at hand by SQL.",
    config=Config,
    effect=Effect.PURE,
    where=Where.THREAD,
    output={
        "type": "object",
        "properties": {
            "rows": {"type": "array", "items": {"type": "object"}},
            "complete": {"type": "boolean"},
        },
    },
    face="{{ sql }}",
    keywords=("duckdb", "query", "select", "join", "group by", "table", "window"),
    docs="""
    Each list of objects is a table with the fields as columns; objects inside are structs, lists inside are lists.
    It is DuckDB, in memory, without files, network or settings. If there are more rows than asked for, `complete`
    is false.
    """,
    examples=(
        Example(
            "A sum per person",
            {"tables": {"people": "{{ people }}", "orders": "{{ orders }}"}, "sql": PER_PERSON},
            scope={
                "people": [{"id": 1, "name": "Ada"}, {"id": 2, "name": "Bob"}],
                "orders": [{"person": 1, "sum": 20.5}, {"person": 2, "sum": 5}, {"person": 1, "sum": 2}],
            },
            output={
                "rows": [{"name": "Ada", "total": 22.5}, {"name": "Bob", "total": 5.0}],
                "complete": True,
            },
        ),
        Example(
            "With a value",
            {"sql": "SELECT n FROM items WHERE n > $least", "parameters": {"least": 1}},
            input=[{"n": 1}, {"n": 2}],
            output={"rows": [{"n": 2}], "complete": True},
        ),
    ),
)
def sql(config: Config, context: NodeContext) -> dict[str, Any]:
    tables = config.tables or {"items": context.input}
    query = Query(config.sql, config.parameters, config.rows, config.seconds, config.megabytes)
    found = query_tables(tables, query)
    return {"rows": found.rows, "complete": found.complete}
