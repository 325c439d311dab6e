"""What may be written at the cursor: names of the scope, keys of what stands before a point, methods and functions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nodes.expressions.errors import ExpressionError
from nodes.expressions.functions import FUNCTIONS, METHODS, Function
from nodes.expressions.functions.registry import METHOD_TYPES, TypeName
from nodes.expressions.inference import Inference, Locals
from nodes.expressions.scanner import end_of_placeholder, open_brackets, strings_in
from nodes.expressions.schemas import Schema, either, name_of, properties_of, sample_of, schema_of, types_of
from nodes.expressions.source import Source

MARK = "cursor_0f3a"
"""The name that is put at the cursor so that the tree shows where it stands."""

_WORD_BEFORE = re.compile(r"[^\W\d]\w*\Z")
_WORD_AFTER = re.compile(r"\w*")
_KEY_BEFORE = re.compile(r"""\[\s*(['"])([^'"\\]*)\Z""")
_KEY_AFTER = re.compile(r"""\w*['"]?\s*\]?""")
_GAP = re.compile(r"\s+")
_ENDINGS_TRIED = 40
_IDENTIFIER = re.compile(r"[^\W\d]\w*")
_KEYWORDS = ("and", "or", "not", "in", "if", "else", "for", "null", "true", "false")
_METHODS_OF: dict[str, TypeName] = {
    "string": "text",
    "integer": "number",
    "number": "number",
    "array": "list",
    "object": "object",
}


@dataclass(frozen=True, slots=True)
class Completion:
    """`insert` takes the place of what stands in the text from offset `start` to `end`."""

    label: str
    kind: str
    """name, local, property, method, function or keyword."""
    type: str
    detail: str
    insert: str
    start: int
    end: int


def completions(
    text: str,
    position: int,
    scope_schema: Schema,
    *,
    bare: bool = False,
    samples: dict[str, Any] | None = None,
) -> list[Completion]:
    """What fits at the position, the likeliest first. Nothing outside of an expression.

    `scope_schema` is a JSON Schema of the scope as one object; `samples` are values that were seen in it.
    """
    bounds = (0, len(text)) if bare else _placeholder(text, position)
    if bounds is None:
        return []
    if samples:
        scope_schema = {**scope_schema, "properties": _seen(scope_schema, samples)}
    bounds = _in_formatted(text, position, *bounds)
    cursor = _Cursor(text[bounds[0] : bounds[1]], position - bounds[0], bounds[0])
    found = [one for one in cursor.offers(scope_schema) if one.label.lower().startswith(cursor.word.lower())]
    return list({(one.label, one.kind): one for one in found}.values())


def _placeholder(text: str, position: int) -> tuple[int, int] | None:
    opened = text.find("{{")
    while 0 <= opened <= position - 2:
        end = end_of_placeholder(text, opened + 2)
        if end is None or position <= end:
            return opened + 2, len(text) if end is None else end
        opened = text.find("{{", end + 2)
    return None


def _in_formatted(text: str, position: int, start: int, end: int) -> tuple[int, int]:
    """The braces of an f-string in which the cursor stands, if it does, as an expression of their own."""
    for token in strings_in(text[start:end]):
        if "f" in token.prefix and token.body <= position - start <= token.body_end:
            opened = text.rfind("{", start + token.body, position)
            if opened >= 0 and "}" not in text[opened:position]:
                closed = text.find("}", position, start + token.body_end)
                return opened + 1, start + token.body_end if closed < 0 else closed
    return start, end


def _seen(schema: Schema, samples: dict[str, Any]) -> dict[str, Schema]:
    known = properties_of(schema, schema)
    return {
        **known,
        **{name: _overlaid(known.get(name, {}), schema_of(value)) for name, value in samples.items()},
    }


def _overlaid(schema: Schema, seen: Schema) -> Schema:
    """The keys that the schema promises, each with what was seen of it, and those that were only seen."""
    if seen.get("type") != "object" or schema.get("type", "object") != "object":
        return either(schema, seen) if schema.get("type") == seen.get("type") else schema or seen
    promised = schema.get("properties") or {}
    parts = {
        key: _overlaid(promised.get(key, {}), part) for key, part in (seen.get("properties") or {}).items()
    }
    return {**seen, **schema, "properties": {**promised, **parts}}


class _Cursor:
    """The word that is being written and what stands around it."""

    def __init__(self, source: str, at: int, offset: int) -> None:
        key = _KEY_BEFORE.search(source, 0, at)
        word = None if key else _WORD_BEFORE.search(source, 0, at)
        self.word = key[2] if key else word[0] if word else ""
        self._in_key = key is not None
        self._before = source[: key.start() if key else at - len(self.word)]
        self._rest = source[_WORD_AFTER.match(source, at).end() :]  # type: ignore[union-attr]
        self._offset = offset
        self._quote = key[1] if key else ""
        self._start = offset + len(self._before)
        closing = _KEY_AFTER.match(source, at) if key else None
        self._end = offset + (closing.end() if closing else at)
        self._in_text = not key and any(one.body <= at <= one.body_end for one in strings_in(source))

    def offers(self, schema: Schema) -> Iterator[Completion]:
        if self._in_text:
            return
        before = self._before.rstrip()
        inference = self._inference(schema)
        base, known = inference.marked or (None, {})
        if self._in_key:
            yield from self._keys(base or {}, schema)
        elif before.endswith(".") and not before[:-1].isdecimal():
            yield from self._members(base or {}, schema)
        elif before.endswith("|"):
            yield from self._pipes(base or {}, schema)
        else:
            yield from self._names(known, schema)

    def _inference(self, schema: Schema) -> Inference:
        """The tree with the mark at the cursor: of the whole text if it can be read, else of what stands before."""
        head = self._before + (f"['{MARK}']" if self._in_key else MARK)
        rest = self._rest.lstrip("'\"]") if self._in_key else self._rest
        whole = head + rest
        whole_ones = (whole, whole + open_brackets(whole), head + open_brackets(head))
        for source in (*whole_ones, *_endings(head)):
            inference = Inference(schema, MARK)
            try:
                inference.type_of(Source(source).parse(), {})
            except (ExpressionError, RecursionError):
                continue
            if inference.marked is not None:
                return inference
        return Inference(schema, MARK)

    def _keys(self, base: Schema, root: Schema) -> Iterator[Completion]:
        for key, schema in properties_of(base, root).items():
            insert = f"[{_quoted(key, self._quote)}]"
            yield self._of_name(key, "property", schema, root, insert)

    def _members(self, base: Schema, root: Schema) -> Iterator[Completion]:
        point = self._offset + len(self._before.rstrip()) - 1
        for key, schema in properties_of(base, root).items():
            plain = _IDENTIFIER.fullmatch(key) is not None
            insert, start = (key, self._start) if plain else (f"[{_quoted(key)}]", point)
            yield self._of_name(key, "property", schema, root, insert, start)
        kinds = [METHOD_TYPES[_METHODS_OF[name]][0] for name in types_of(base, root) if name in _METHODS_OF]
        for name, by_type in METHODS.items():
            function = next((by_type[kind] for kind in kinds if kind in by_type), None)
            if function is not None and name == function.name:
                rest = len(function.parameters) > 1
                yield self._of_function(function, "method", f"{name}(" if rest else f"{name}()")

    def _pipes(self, base: Schema, root: Schema) -> Iterator[Completion]:
        """Functions that take what stands before the pipe; all of them where its type is not known."""
        types = {_METHODS_OF[name] for name in types_of(base, root) if name in _METHODS_OF}
        fitting = [one for one in FUNCTIONS.values() if one.parameters]
        fitting.sort(key=lambda one: not (types & set(one.methods)))
        for function in fitting:
            if not types or not function.methods or types & set(function.methods):
                needs = len(function.parameters) > 1 and function.parameters[1].required
                yield self._of_function(function, "function", f"{function.name}(" if needs else function.name)

    def _names(self, known: Locals, root: Schema) -> Iterator[Completion]:
        for name, schema in known.items():
            yield self._of_name(name, "local", schema, root, name)
        for name, schema in properties_of(root, root).items():
            if _IDENTIFIER.fullmatch(name):
                yield self._of_name(name, "name", schema, root, name)
        for function in FUNCTIONS.values():
            insert = f"{function.name}(" if function.parameters else f"{function.name}()"
            yield self._of_function(function, "function", insert)
        for word in _KEYWORDS:
            yield self._of_name(word, "keyword", {}, root, word)

    def _of_function(self, function: Function, kind: str, insert: str) -> Completion:
        detail = f"{function.signature} – {function.doc}"
        return Completion(
            function.name, kind, name_of(function.returns, {}), detail, insert, self._start, self._end
        )

    def _of_name(
        self, label: str, kind: str, schema: Schema, root: Schema, insert: str, start: int | None = None
    ) -> Completion:
        place = self._start if start is None else start
        return Completion(label, kind, name_of(schema, root), _about(schema), insert, place, self._end)


def _endings(head: str) -> Iterator[str]:
    """What stands before the cursor without its first words, for text that only makes sense from some point on."""
    for gap in list(_GAP.finditer(head))[:_ENDINGS_TRIED]:
        ending = head[gap.end() :]
        yield ending + open_brackets(ending)


def _quoted(key: str, quote: str = "'") -> str:
    return quote + key.replace("\\", "\\\\").replace(quote, "\\" + quote).replace("\n", "\\n") + quote


def _about(schema: Schema) -> str:
    sample = sample_of(schema)
    words = str(schema.get("description") or schema.get("title") or "")
    if sample is None or type(sample) in (dict, list):
        return words
    shown = str(sample)[:40]
    return f"{words} (such as {shown})" if words else shown
