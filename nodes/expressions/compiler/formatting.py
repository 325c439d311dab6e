"""f-strings: `f'{name:>10} costs {price:.2f}'`."""

import ast
from typing import TYPE_CHECKING, Any

from nodes.expressions.compiler.located import located
from nodes.expressions.errors import Fault
from nodes.expressions.formats import check_spec, formatted
from nodes.expressions.frame import Frame, Runner
from nodes.expressions.values import clean_text, to_text

if TYPE_CHECKING:
    from nodes.expressions.compiler.compiler import Compiler


def joined(compiler: "Compiler", node: ast.expr) -> Runner:
    assert isinstance(node, ast.JoinedStr)
    span = compiler.span(node)
    parts = [_part(compiler, part) for part in node.values]

    def run(frame: Frame) -> str:
        try:
            texts = [part if isinstance(part, str) else part(frame) for part in parts]
            frame.budget.text(sum(map(len, texts)))
        except Fault as fault:
            raise located(fault, span) from None
        return "".join(texts)

    return run


def _part(compiler: "Compiler", part: ast.expr) -> "str | Runner":
    if isinstance(part, ast.Constant):
        try:
            return clean_text(str(part.value))
        except Fault as fault:
            raise compiler.refuse(part, fault.message) from None
    assert isinstance(part, ast.FormattedValue)
    if part.conversion not in (-1, ord("s")):
        raise compiler.refuse(
            part.value, "`!r` and `!a` are not part of the language.", "Use json_stringify(…)."
        )
    value, span = compiler.compile(part.value), compiler.span(part.value)
    spec = _spec(compiler, part)

    def run(frame: Frame) -> str:
        subject = value(frame)
        if type(subject) is str and spec is None:
            return subject
        try:
            if spec is None:
                return to_text(frame.budget, subject)
            return formatted(frame.budget, subject, spec if isinstance(spec, str) else spec(frame))
        except Fault as fault:
            raise located(fault, span) from None

    return run


def _spec(compiler: "Compiler", part: ast.FormattedValue) -> "str | Runner | None":
    """The format spec: known when it is written down, else what its own braces give."""
    spec = part.format_spec
    if not isinstance(spec, ast.JoinedStr):
        return None
    if not all(isinstance(piece, ast.Constant) for piece in spec.values):
        return compiler.compile(spec)
    text = "".join(str(piece.value) for piece in spec.values if isinstance(piece, ast.Constant))
    try:
        check_spec(text)
    except Fault as fault:
        raise compiler.refuse(part.value, fault.message, fault.hint) from None
    return text


HANDLERS: dict[type[ast.expr], Any] = {ast.JoinedStr: joined}
