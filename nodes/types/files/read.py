"""Reads a stored file: CSV, spreadsheet, JSON, JSON Lines, YAML, XML or text."""

import asyncio
from typing import Any, Literal

from nodes.base import NodeConfig, NodeContext
from nodes.effects import Effect
from nodes.errors import InvalidError
from nodes.fields import choice, file, number, switch, text
from nodes.files.reading import Reading, read_file
from nodes.node import node

Format = Literal["auto", "csv", "xlsx", "json", "jsonl", "yaml", "xml", "text"]
BY_ENDING = {
    "tsv": "csv",
    "ndjson": "jsonl",
    "yml": "yaml",
    "txt": "text",
    "md": "text",
    "xls": "xlsx",
    "ods": "xlsx",
}
BY_TYPE = {
    "text/csv": "csv",
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "application/yaml": "yaml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/plain": "text",
}
FORMATS = ("csv", "xlsx", "json", "jsonl", "yaml", "xml", "text")
TABLE = ["csv", "xlsx"]


class Config(NodeConfig):
    file: Any = file(title="File", help="A reference to a stored file, as other nodes give it.")
    format: Format = choice(
        "auto", title="Format", labels={"auto": "By its name and type", "jsonl": "JSON Lines"}
    )
    header: bool = switch(True, title="The first row holds the names", show_if={"format": TABLE})
    delimiter: str = text(
        "", title="Between columns", help="Empty: found out.", max_length=1, show_if={"format": "csv"}
    )
    sheet: str = text("", title="Sheet", help="Empty: the first.", show_if={"format": "xlsx"})
    encoding: str = text("utf-8", title="Encoding", section="advanced")
    rows: int = number(100_000, title="Rows at most", ge=1, le=1_000_000, section="advanced")


@node(
    key="files.read",
    title="Read a file",
    group="files",
    icon="file-input",
    summary="Reads a CSV, spreadsheet, JSON, YAML, XML or text file.",
    config=Config,
    effect=Effect.PURE,
    output={
        "type": "object",
        "properties": {
            "format": {"type": "string"},
            "content": {},
            "count": {"type": "integer"},
            "complete": {"type": "boolean"},
        },
    },
    face="{{ format }}",
    keywords=("csv", "excel", "xlsx", "json", "yaml", "xml", "parse", "import", "table"),
    docs="""
    Tables give a list in `content`, with one object per row; cells of a CSV are text, so use *Process* to change
    their type. If there are more rows than asked for, `complete` is false. XML with a document type and YAML
    with aliases are refused. The file is read as a whole into memory.
    """,
)
async def read(config: Config, context: NodeContext) -> dict[str, Any]:
    chosen = config.format if config.format != "auto" else format_of(config.file)
    content = await context.artefacts.read(config.file)
    how = Reading(chosen, config.encoding, config.delimiter, config.header, config.sheet, config.rows)
    return await asyncio.to_thread(read_file, content, how)


def format_of(reference: Any) -> str:
    told = reference if isinstance(reference, dict) else {}
    ending = str(told.get("name", "")).rpartition(".")[2].lower()
    found = BY_ENDING.get(ending, ending)
    if found in FORMATS:
        return found
    by_type = BY_TYPE.get(str(told.get("media_type", "")).partition(";")[0])
    if by_type is None:
        raise InvalidError(
            f"The format of {told.get('name') or 'the file'!r} cannot be told; choose it", code="format"
        )
    return by_type
