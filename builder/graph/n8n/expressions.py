"""Translates the simple forms of n8n's expressions: paths, comparisons, and a few methods of text."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nodes.expressions.errors import ExpressionError
from nodes.expressions.expression import compile_expression

_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_NAMED = re.compile(
    r"""\$(?:node\[\s*(["'])(?P<a>.+?)\1\s*\]\.json
      |\(\s*(["'])(?P<b>.+?)\3\s*\)\.(?:item|first\(\)|last\(\)|itemMatching\([^)]*\))\.json
      |items\(\s*(["'])(?P<c>.+?)\5\s*\)\[0\]\.json)""",
    re.VERBOSE,
)
_STRING = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""")
_PLAIN = (
    (re.compile(r"===|=="), "=="),
    (re.compile(r"!==|!="), "!="),
    (re.compile(r"&&"), " and "),
    (re.compile(r"\|\||\?\?"), " or "),
    (re.compile(r"!(?!=)"), " not "),
    (re.compile(r"\?\.(?=[A-Za-z_\[])"), "."),
    (re.compile(r"\$now(?:\.toISO\(\))?(?![\w.])"), "now"),
    (re.compile(r"\$itemIndex\b"), "index"),
    (re.compile(r"\$execution\.id\b"), "execution.id"),
    (re.compile(r"\$workflow\.(?=(?:id|name)\b)"), "workflow."),
    (re.compile(r"\$vars\."), "vars."),
    (re.compile(r"\.toUpperCase\(\)"), ".upper()"),
    (re.compile(r"\.toLowerCase\(\)"), ".lower()"),
    (re.compile(r"([\w.\[\]]+)\.toString\(\)"), r"text(\1)"),
    (re.compile(r"([\w.\[\]]+)\.length\b(?!\s*\()"), r"length(\1)"),
    (re.compile(r"\bundefined\b"), "null"),
)
_FOREIGN = re.compile(
    r"\$|`|=>|\?|;|\bnew\b|\bfunction\b|\bMath\.|\bJSON\.|\bDate\b|\bDateTime\b|\.(?:length|toString)\b"
)


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of n8n are called here, seen from one node."""

    input: str
    """What `$json` stands for: `input`, or `input.body` behind an HTTP request."""
    outputs: Mapping[str, str]
    """`outputs.<id>` by the name of the node there."""


def translate(expression: str, names: Names) -> str | None:
    """The expression in our language; `None` when it is not one of the simple forms."""
    text = expression.strip()
    missing = False

    def named(found: re.Match[str]) -> str:
        nonlocal missing
        name = found["a"] or found["b"] or found["c"]
        missing = missing or name not in names.outputs
        return names.outputs.get(name, "")

    text = _NAMED.sub(named, text)
    if missing:
        return None
    text = "".join(
        part if number % 2 else _outside(part, names) for number, part in enumerate(_STRING.split(text))
    )
    text = re.sub(r" {2,}", " ", text).strip()
    if any(_FOREIGN.search(part) for part in _STRING.split(text)[::2]):
        return None
    try:
        compile_expression(text)
    except ExpressionError:
        return None
    return text


def _outside(text: str, names: Names) -> str:
    """Rewrites what is not inside quotes."""
    text = re.sub(r"\$json\b", names.input, text)
    text = re.sub(r"\$input\.(?:item|first\(\)|last\(\))\.json\b", names.input, text)
    for pattern, ours in _PLAIN:
        text = pattern.sub(ours, text)
    return text


def translate_text(text: str, names: Names, flag: Callable[[str], None]) -> str:
    """A field of n8n: `=` at its beginning makes it an expression, else it is text and nothing but text.

    What cannot be translated stays as it was, so that it is seen, and is told to `flag`.
    """
    if not text.startswith("="):
        return text.replace("{{", "{{ '{{' }}")

    def one(found: re.Match[str]) -> str:
        ours = translate(found[1], names)
        if ours is None:
            flag(found[1].strip())
            return found[0]
        return f"{{{{ {ours} }}}}"

    return _PLACEHOLDER.sub(one, text[1:])
