"""The source text of an expression, made ready for Python's parser, and the way back from its positions."""

import ast
import keyword
import re
from array import array
from collections.abc import Iterator

from nodes.expressions.errors import ExpressionError, Span
from nodes.expressions.limits import SOURCE_CHARS, SOURCE_NESTING
from nodes.expressions.scanner import StringToken, code_in_braces, deepest_nesting, strings_in

_KNOWN_ESCAPES = frozenset("\\'\"nrtxuU\n\r")
"""Others of Python's, such as `\\b` and `\\1`, are worth more in patterns than as control characters."""

_RIGHT_LEANING = re.compile(r"\*\*|\b(?:not|else|lambda|await)\b|[-+~](?=\s*(?:[-+~]|not\b))")

_KEYWORD_AS_KEY = re.compile(rf"(?:(?P<word>\w+)|[\])])\s*\.\s*(?=(?P<key>{'|'.join(keyword.kwlist)})(?!\w))")
_KEY_MARK = "ꙮ"
"""Put behind a keyword of Python's that is a key (`mail.from`), for the parser, and taken off the tree again."""


def _keyword_keys(code: str, start: int) -> Iterator[int]:
    """Where the last letter of each such key stands."""
    for match in _KEYWORD_AS_KEY.finditer(code):
        if not (match["word"] or "_").isdecimal():
            yield start + match.end("key") - 1


class Source:
    """`text` is what the author wrote; `flat` is the same for the parser.

    In `flat`, line breaks between tokens are spaces, so that an expression may span lines, and a backslash
    that begins no escape of the language (`'\\d'`) is doubled, so that it means itself on every version.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.flat = ""
        self._origins = array("H")
        if len(text) > SOURCE_CHARS:
            raise ExpressionError(
                f"This expression is {len(text):,} characters long; {SOURCE_CHARS:,} is the most.",
                hint="Split it over several fields, or use a code node.",
            )
        if not text.strip():
            raise ExpressionError("This expression is empty.")
        tokens = strings_in(text)
        self._outside = without_strings(text, tokens)
        self._formatted = {token: code_in_braces(text, token) for token in tokens if "f" in token.prefix}
        self._refuse(tokens)
        self._flatten(tokens)
        self._lines = self.flat.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def _refuse(self, tokens: list[StringToken]) -> None:
        """Stop what Python's parser would only notice deep in its own stack."""
        for token in tokens:
            if not token.closed:
                raise self.error("This text has no closing quote.", (token.start, token.end))
            braces = self._formatted.get(token)
            if braces and braces.trouble:
                hint = "Use the other kind of quotes in the braces, or put the part together with +."
                raise self.error(braces.trouble, (token.start, token.end), hint)
        if "#" in self._outside:
            place = self._outside.index("#")
            raise self.error("Comments are not part of an expression.", (place, len(self.text)))
        formatted = [self.text[token.body : token.body_end] for token in self._formatted]
        for part in [self._outside, *formatted]:
            if max(deepest_nesting(part), len(_RIGHT_LEANING.findall(part))) > SOURCE_NESTING:
                raise self.error("This expression is nested too deeply.", (0, len(self.text)))

    def _flatten(self, tokens: list[StringToken]) -> None:
        index = len(self.text) - len(self.text.lstrip())
        pieces: list[str] = []
        codes = [
            (0, self._outside),
            *((token.body, braces.code) for token, braces in self._formatted.items()),
        ]
        self._marked = frozenset(place for start, code in codes for place in _keyword_keys(code, start))
        for token in [*tokens, None]:
            end = token.body if token else len(self.text)
            for place in range(index, end):
                char = self.text[place]
                self._put(pieces, " " if char.isspace() else char, place)
            if token:
                self._flatten_string(pieces, token)
                index = token.body_end
        self.flat = "".join(pieces)
        self._origins.append(len(self.text))

    def _flatten_string(self, pieces: list[str], token: StringToken) -> None:
        body = self.text[token.body : token.body_end]
        escaped = False
        for place, char in enumerate(body, token.body):
            following = self.text[place + 1]
            if char == "\r":
                if following != "\n":
                    self._put(pieces, "\n", place)
            else:
                self._put(pieces, char, place)
            if char == "\\" and not escaped and "r" not in token.prefix:
                escaped = following in _KNOWN_ESCAPES
                if not escaped:
                    self._put(pieces, char, place)
            else:
                escaped = False

    def _put(self, pieces: list[str], char: str, origin: int) -> None:
        pieces.append(char)
        self._origins.append(origin)
        if origin in self._marked:
            pieces.append(_KEY_MARK)
            self._origins.append(origin)

    def parse(self) -> ast.expr:
        try:
            tree = ast.parse(self.flat, filename="<expression>", mode="eval").body
        except SyntaxError as error:
            raise self._unreadable(error) from None
        except (RecursionError, MemoryError):
            raise self.error("This expression is nested too deeply.", (0, len(self.text))) from None
        except ValueError:
            raise self.error(
                "This expression holds characters that cannot be read.", (0, len(self.text))
            ) from None
        for node in ast.walk(tree) if _KEY_MARK in self.flat else ():
            if isinstance(node, ast.Attribute):
                node.attr = node.attr.removesuffix(_KEY_MARK)
        return tree

    def _unreadable(self, error: SyntaxError) -> ExpressionError:
        if not error.offset:
            end = len(self.text.rstrip())
            return self.error("This is not an expression: it ends too early.", (end - 1, end), self._hint())
        line = min((error.lineno or 1), len(self._lines)) - 1
        start = self._origin(self._starts[line] + error.offset - 1)
        message = (error.msg or "it cannot be read").partition("(<expression>")[0].strip().rstrip(".")
        return self.error(f"This is not an expression: {message}.", (start, start + 1), self._hint())

    def _hint(self) -> str | None:
        """The likely wish behind a slip that people bring along from other languages."""
        outside = self._outside
        for sign, hint in _SLIPS:
            if sign.search(outside):
                return hint
        return None

    def span(self, node: ast.AST) -> Span:
        """Where the author wrote this piece of the tree."""
        start = self._offset(getattr(node, "lineno", 1), getattr(node, "col_offset", 0))
        end = self._offset(getattr(node, "end_lineno", 1), getattr(node, "end_col_offset", 0))
        return self._origin(start), (self._origin(end - 1) + 1 if end > start else self._origin(start))

    def _offset(self, line: int, byte: int) -> int:
        text = self._lines[min(line, len(self._lines)) - 1]
        column = byte if text.isascii() else len(text.encode()[:byte].decode(errors="ignore"))
        return self._starts[min(line, len(self._lines)) - 1] + column

    def _origin(self, offset: int) -> int:
        return self._origins[min(offset, len(self._origins) - 1)]

    def error(self, message: str, span: Span | None, hint: str | None = None) -> ExpressionError:
        return error_at(self.text, message, span or (0, len(self.text)), hint)


_SLIPS = (
    (re.compile(r"&&"), "Write `and` instead of `&&`."),
    (re.compile(r"\|\|"), "Write `or` instead of `||`, or `default(…)` for a fallback."),
    (re.compile(r"===|!=="), "Write `==` or `!=`."),
    (re.compile(r"=>"), "Write `lambda x: …` instead of `x => …`."),
    (re.compile(r"![^=]"), "Write `not` instead of `!`."),
    (re.compile(r"\?"), "Write `a if condition else b`, or `default(…)` for what may be missing."),
    (re.compile(r"(?<![=<>!])=(?!=)"), "Write `==` to compare."),
    (re.compile(r"\$"), "Names are written without `$`."),
)


def without_strings(text: str, tokens: list[StringToken]) -> str:
    """The text with every string literal blanked, of the same length."""
    for token in tokens:
        text = text[: token.start] + "_" * (token.end - token.start) + text[token.end :]
    return text


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Both count from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def error_at(text: str, message: str, span: Span, hint: str | None = None) -> ExpressionError:
    line, column = line_and_column(text, span[0])
    end_line, end_column = line_and_column(text, max(span[1], span[0]))
    if end_line != line:
        end_column = column + len(text[span[0] :].split("\n", 1)[0])
    return ExpressionError(message, line, column, end_column, hint=hint)
