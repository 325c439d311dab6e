"""Picks values out of an HTML page by selectors."""

from typing import Any, Literal

from nodes.base import Example, NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.errors import FatalError, InvalidError
from nodes.fields import choice, expression, number, objects, switch, text
from nodes.files.html import Element, parsed_html
from nodes.files.selectors import compiled, selected
from nodes.node import node
from nodes.records.items import value_or_input

MAX_PAGE = 10_000_000


class Value(NodeConfig):
    name: str = text(title="Name", min_length=1)
    selector: str = text("", title="Selector", placeholder="h2 > a", help="Empty: the entry itself.")
    take: Literal["text", "attribute"] = choice(
        "text", title="Take", labels={"text": "Its text", "attribute": "An attribute"}
    )
    attribute: str = text("", title="Attribute", placeholder="href", show_if={"take": "attribute"})
    several: bool = switch(title="All that fit", help="Off: the first, or null.")
    required: bool = switch(title="Must be there")


class Config(NodeConfig):
    html: Any = expression(None, title="Page", help="HTML as text. Empty: what came in.")
    each: str = text(
        "", title="One entry per", placeholder="article.product", help="Empty: one for the page."
    )
    values: list[Value] = objects(title="Values", min_length=1)
    limit: int = number(1_000, title="Entries at most", ge=1, le=10_000, section="advanced")


@node(
    key="web.html_extract",
    title="Read a page",
    group="web",
    icon="code-xml",
    summary="Picks values out of an HTML page by selectors.",
    config=Config,
    effect=Effect.PURE,
    where=Where.THREAD,
    face="{{ each }}",
    keywords=("html", "scrape", "css", "selector", "parse", "page", "extract"),
    docs="""
    Selectors are CSS: names, `#id`, `.class`, `[attribute]` with `=`, `^=`, `$=`, `*=` or `~=`, a space for inside,
    `>` for right inside, and commas. With *One entry per* the output is a list, else one object. Nothing of the
    page is run or fetched, and links come as they are written.
    """,
    examples=(
        Example(
            "A list of products",
            {
                "html": "<ul><li><a href='/1'>Tea</a> <b>2.50</b><li><a href='/2'>Milk</a></ul>",
                "each": "li",
                "values": [
                    {"name": "title", "selector": "a"},
                    {"name": "link", "selector": "a", "take": "attribute", "attribute": "href"},
                    {"name": "price", "selector": "b"},
                ],
            },
            output=[
                {"title": "Tea", "link": "/1", "price": "2.50"},
                {"title": "Milk", "link": "/2", "price": None},
            ],
        ),
    ),
)
def html_extract(config: Config, context: NodeContext) -> Any:
    page = value_or_input(config, "html", context.input)
    if not isinstance(page, str):
        raise InvalidError(f"The page is {type(page).__name__}, and HTML as text is needed", code="html")
    if len(page) > MAX_PAGE:
        raise InvalidError(
            f"The page has {len(page):,} characters; {MAX_PAGE:,} are the most", code="too_large"
        )
    root = parsed_html(page)
    if not config.each.strip():
        return read(root, config.values)
    entries = selected(root, compiled(config.each))[: config.limit]
    return [read(entry, config.values) for entry in entries]


def read(entry: Element, values: list[Value]) -> dict[str, Any]:
    return {value.name: one(entry, value) for value in values}


def one(entry: Element, value: Value) -> Any:
    elements = selected(entry, compiled(value.selector)) if value.selector.strip() else [entry]
    if value.take == "text":
        found = [element.text for element in elements]
    else:
        name = value.attribute.strip().lower()
        found = [element.attributes[name] for element in elements if name in element.attributes]
    if value.required and not found:
        raise FatalError(
            f"Nothing on the page fits {value.selector!r}, which {value.name!r} needs", code="not_found"
        )
    return found if value.several else next(iter(found), None)
