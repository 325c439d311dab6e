"""Asks a PostgreSQL database, with bound parameters, and only reads unless allowed to write."""

from typing import Any

from nodes.base import NodeConfig, NodeContext
from nodes.calls.postgresql import Statement, run_statement
from nodes.effects import Effect
from nodes.fields import code, credential, duration, key_value, number, switch
from nodes.node import node


class Config(NodeConfig):
    credential: str = credential("postgresql", title="Database")
    sql: str = code(
        language="sql",
        title="Statement",
        help="One statement. Values go in as %(name)s, never as text; `{{ }}` means nothing here.",
        lazy=True,
        min_length=1,
        max_length=100_000,
    )
    parameters: dict[str, Any] = key_value({}, title="Values", help="What %(name)s stands for.")
    read_only: bool = switch(True, title="Only read", help="Off: the statement may change data.")
    rows: int = number(1_000, title="Rows at most", ge=1, le=100_000)
    seconds: float = duration(30.0, title="At most", gt=0, le=600, section="advanced")


@node(
    key="db.sql",
    title="SQL",
    group="files",
    icon="database",
    summary="Asks a PostgreSQL database and hands on the rows.",
    config=Config,
    effect=Effect.ONCE,
    effect_by=lambda config: Effect.IDEMPOTENT if config.get("read_only", True) is True else Effect.ONCE,
    retries=True,
    output={
        "type": "object",
        "properties": {
            "rows": {"type": "array", "items": {"type": "object"}},
            "affected": {"type": "integer"},
            "complete": {"type": "boolean"},
        },
    },
    face="{{ sql }}",
    keywords=("postgres", "postgresql", "database", "query", "select", "insert", "table"),
    docs="""
    The database is one of your own, by its credential; the application's database is none of them. Reading runs
    in a transaction that cannot write. If there are more rows than asked for, `complete` is false. Decimals come
    as text, so that no digit is lost; columns of bytes have to be encoded in the statement. A percent sign that
    is meant as such is written `%%`.
    """,
)
async def sql(config: Config, context: NodeContext) -> dict[str, Any]:
    statement = Statement(config.sql, bound(config.parameters), config.read_only, config.seconds, config.rows)
    stored = await context.credential(config.credential)
    answered = await run_statement(statement, stored, context.http.allowed)
    return {"rows": answered.rows, "affected": answered.affected, "complete": answered.complete}


def bound(parameters: dict[str, Any]) -> dict[str, Any]:
    """Objects go as JSON; lists as they are, for `= ANY(%(ids)s)`."""
    # Loaded late with the library itself.
    from psycopg.types.json import Jsonb  # noqa: PLC0415

    return {name: Jsonb(value) if isinstance(value, dict) else value for name, value in parameters.items()}
