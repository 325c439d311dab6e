"""Writes a text out of a template, with one line per entry of a list if wanted."""

from typing import Any, Literal

from nodes.base import Example, NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.fields import choice, expression, long_text
from nodes.fields import text as one_line
from nodes.lazy import template_per_item
from nodes.node import node
from nodes.records.items import list_of
from nodes.records.written import as_text


class Config(NodeConfig):
    text: str = long_text("", title="Text", placeholder="Dear {{ input.name }},", language="markdown")
    items: Any = expression(None, title="List", help="If given, the line below follows once per entry.")
    line: str = long_text("", title="Line", placeholder="- {{ item.name }}: {{ item.sum }}", lazy=True)
    separator: str = one_line("\\n", title="Between lines", section="advanced")
    footer: str = long_text("", title="Text after the lines", section="advanced")
    format: Literal["text", "markdown"] = choice(
        "text", title="Format", labels={"text": "Text", "markdown": "Markdown"}
    )


@node(
    key="data.template",
    title="Text template",
    group="data",
    icon="file-text",
    summary="Writes a text or Markdown out of a template.",
    config=Config,
    effect=Effect.PURE,
    where=Where.THREAD,
    output={"type": "object", "properties": {"text": {"type": "string"}, "format": {"type": "string"}}},
    face="{{ text }}",
    keywords=("markdown", "message", "report", "letter", "render", "compose"),
    docs="What the template puts in is never read as a template again. The separator knows `\\n` and `\\t`.",
    examples=(
        Example(
            "A list in Markdown",
            {
                "text": "# Orders\n",
                "items": "{{ input }}",
                "line": "- {{ item.name }}: {{ item.sum }}",
                "format": "markdown",
            },
            input=[{"name": "Tea", "sum": 3}, {"name": "Milk", "sum": 2}],
            output={"text": "# Orders\n- Tea: 3\n- Milk: 2", "format": "markdown"},
        ),
        Example(
            "One text",
            {"text": "Dear {{ input.name }}"},
            input={"name": "Ada"},
            output={"text": "Dear Ada", "format": "text"},
        ),
    ),
)
def template(config: Config, context: NodeContext) -> dict[str, str]:
    lines = ""
    if config.items is not None:
        write = template_per_item(config.line, context, "line")
        separator = config.separator.replace("\\n", "\n").replace("\\t", "\t")
        items = list_of(config.items)
        lines = separator.join(as_text(write(item, index)) for index, item in enumerate(items))
    return {"text": config.text + lines + config.footer, "format": config.format}
