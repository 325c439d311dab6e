"""JSON, base64, hexadecimal, web addresses and HTML: writing and reading them."""

import base64
import binascii
import html
from typing import Any
from urllib.parse import quote, unquote_plus

import orjson

from nodes.expressions.errors import Fault
from nodes.expressions.frame import Frame
from nodes.expressions.functions.registry import Group
from nodes.expressions.limits import VALUE_DEPTH
from nodes.expressions.scanner import deepest_nesting
from nodes.expressions.values import measure, to_json, to_text

group = Group("JSON and codes")


@group.function(example="json_parse('[1, 2]')", result=[1, 2], on=("text",), aliases=("from_json",))
def json_parse(frame: Frame, text: str) -> Any:
    """The value that the text writes as JSON."""
    frame.budget.work(len(text) >> 2)
    values = 1 + text.count(",") + text.count("[") + text.count("{") + text.count(":")
    frame.budget.hold(4 * len(text) + 64 * values + 184 * text.count("{"))
    if text.count("[") + text.count("{") > VALUE_DEPTH and deepest_nesting(text) > VALUE_DEPTH:
        raise Fault(f"This JSON is nested too deeply: {VALUE_DEPTH} levels is the most.")
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Fault(f"This text is not JSON: {error}.") from None
    measure(frame.budget, value)
    return value


@group.function(
    example="json_stringify({'b': 1, 'a': [true]}, sort_keys=true)",
    result='{"a":[true],"b":1}',
    on=("list", "object"),
    aliases=("to_json",),
)
def json_stringify(frame: Frame, value: Any, indent: bool = False, sort_keys: bool = False) -> str:
    """The value written as JSON, on request indented by two blanks or with sorted keys."""
    options = (orjson.OPT_INDENT_2 if indent else 0) | (orjson.OPT_SORT_KEYS if sort_keys else 0)
    if indent:
        frame.budget.text(measure(frame.budget, value) * 8)
    return to_json(frame.budget, value, options)


def _bytes(frame: Frame, text: str, growth: int = 4) -> bytes:
    frame.budget.text(len(text) * growth)
    return text.encode()


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Fault("What was decoded is not text.", "Files belong in artefacts, not in values.") from None


@group.function(example="base64_encode('Zoë')", result="Wm/Dqw==", on=("text",))
def base64_encode(frame: Frame, text: str, url_safe: bool = False) -> str:
    """The text in base64."""
    data = _bytes(frame, text)
    return (base64.urlsafe_b64encode(data) if url_safe else base64.b64encode(data)).decode()


@group.function(example="base64_decode('Wm/Dqw==')", result="Zoë", on=("text",))
def base64_decode(frame: Frame, text: str) -> str:
    """The text that was written in base64, in the plain or the URL-safe form, with or without its padding."""
    frame.budget.text(4 * len(text))
    plain = "".join(text.split()).replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return _decoded(base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True))
    except (binascii.Error, ValueError):
        raise Fault("This text is not base64.") from None


@group.function(example="hex_encode('AZ')", result="415a", on=("text",))
def hex_encode(frame: Frame, text: str) -> str:
    """The bytes of the text in hexadecimal digits."""
    return _bytes(frame, text, 8).hex()


@group.function(example="hex_decode('415a')", result="AZ", on=("text",))
def hex_decode(frame: Frame, text: str) -> str:
    """The text whose bytes are written in hexadecimal digits."""
    frame.budget.text(len(text))
    try:
        return _decoded(bytes.fromhex(text))
    except ValueError:
        raise Fault("This text is not hexadecimal.") from None


@group.function(example="url_encode('a b/ü')", result="a%20b%2F%C3%BC", on=("text",))
def url_encode(frame: Frame, text: str, safe: str = "") -> str:
    """The text as part of a web address; the safe characters stay as they are."""
    frame.budget.text(12 * len(text))
    if not safe.isascii() or len(safe) > 30:
        raise Fault("The safe characters are at most 30 plain ones.")
    frame.budget.work(len(text) >> 1)
    return quote(text, safe=safe)


@group.function(example="url_decode('a%20b%2F%C3%BC')", result="a b/ü", on=("text",))
def url_decode(frame: Frame, text: str) -> str:
    """The text that was written as part of a web address."""
    frame.budget.text(16 * len(text))
    frame.budget.work(len(text))
    return unquote_plus(text)


@group.function(example="query_string({'q': 'a b', 'page': 2})", result="q=a%20b&page=2", on=("object",))
def query_string(frame: Frame, values: dict[str, Any]) -> str:
    """The object as the query of a web address; a list gives its key several times, null is left out."""
    frame.budget.items(16 * len(values))
    pairs = [
        f"{url_encode(frame, key)}={url_encode(frame, to_text(frame.budget, item))}"
        for key, value in values.items()
        for item in (value if type(value) is list else [value])
        if item is not None
    ]
    return "&".join(pairs)


@group.function(example="parse_query('q=a+b&page=2')", result={"q": "a b", "page": "2"}, on=("text",))
def parse_query(frame: Frame, text: str) -> dict[str, str]:
    """The query of a web address as an object; of a key that comes several times, the last."""
    frame.budget.items(16 * text.count("&"))
    pieces = [piece.partition("=") for piece in text.removeprefix("?").split("&") if piece]
    return {url_decode(frame, key): url_decode(frame, value) for key, _, value in pieces}


@group.function(example="html_escape('<b>&')", result="&lt;b&gt;&amp;", on=("text",))
def html_escape(frame: Frame, text: str) -> str:
    """The text with the signs that mean something in HTML made harmless."""
    frame.budget.text(6 * len(text))
    return html.escape(text)


@group.function(example="html_unescape('&lt;b&gt; &eacute;')", result="<b> é", on=("text",))
def html_unescape(frame: Frame, text: str) -> str:
    """The text with the entities of HTML turned into the characters that they stand for."""
    frame.budget.text(4 * len(text))
    frame.budget.work(8 * text.count("&"))
    return html.unescape(text)
