"""Writes a value into a stored file: CSV, spreadsheet, JSON, JSON Lines, YAML or text."""

import asyncio
from typing import Any, Literal

from nodes.base import NodeConfig, NodeContext
from nodes.effects import Effect
from nodes.fields import choice, expression, switch, text, values
from nodes.files.writing import ENDINGS, MEDIA_TYPES, Writing, write_file
from nodes.node import node
from nodes.records.items import value_or_input

Format = Literal["csv", "xlsx", "json", "jsonl", "yaml", "text"]


class Config(NodeConfig):
    format: Format = choice("csv", title="Format", labels={"jsonl": "JSON Lines", "xlsx": "Spreadsheet"})
    value: Any = expression(None, title="Content", help="Empty: what came in.")
    name: str = text("", title="Name of the file", help="Without its ending if you like.", max_length=200)
    columns: list[str] = values(
        [], title="Columns", help="Empty: all, as they come.", show_if={"format": ["csv", "xlsx"]}
    )
    header: bool = switch(True, title="Names in the first row", show_if={"format": ["csv", "xlsx"]})
    delimiter: str = text(",", title="Between columns", min_length=1, max_length=1, show_if={"format": "csv"})
    safe_cells: bool = switch(
        True,
        title="Take the edge off formulas",
        help="A text that begins with = + - or @ gets a ' before it, so that no spreadsheet runs it.",
        section="advanced",
    )


@node(
    key="files.write",
    title="Write a file",
    group="files",
    icon="file-output",
    summary="Writes a value into a CSV, spreadsheet, JSON, YAML or text file.",
    config=Config,
    effect=Effect.IDEMPOTENT,
    output={
        "type": "object",
        "properties": {
            "$file": {"type": "string"},
            "name": {"type": "string"},
            "media_type": {"type": "string"},
            "size": {"type": "integer"},
        },
    },
    face="{{ name }} {{ format }}",
    keywords=("csv", "excel", "xlsx", "json", "yaml", "export", "save", "table", "download"),
    docs="The output is a reference to the file, which other nodes take and people can download.",
)
async def write(config: Config, context: NodeContext) -> Any:
    value = value_or_input(config, "value", context.input)
    how = Writing(config.format, config.columns, config.delimiter, config.header, config.safe_cells)
    content = await asyncio.to_thread(write_file, value, how)
    ending = ENDINGS.get(config.format, config.format)
    name = config.name.strip() or "file"
    full = name if name.lower().endswith(f".{ending}") else f"{name}.{ending}"
    return await context.artefacts.save(content, name=full, media_type=MEDIA_TYPES[config.format])
