"""HTML as a tree of elements: forgiving like a browser where it matters, bounded, and nothing in it is run or fetched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from nodes.errors import InvalidError

TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)")
STOP = re.compile(r""">|=\s*+["']""")
ATTRIBUTE = re.compile(r"""([^\s=/>"']++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++)))?+""")
RAW = frozenset({"script", "style", "textarea", "title"})
MAX_ELEMENTS = 200_000
MAX_DEPTH = 200
VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
UNSHOWN = frozenset({"script", "style", "template", "noscript"})
ENDED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
}
"""Which open elements a new one of the name ends, as people leave their end tags out."""
HOLDERS = frozenset({"ul", "ol", "dl", "select", "table"})
"""Beyond these nothing is ended by a new entry: a list inside a list is another list."""


@dataclass(slots=True, eq=False)
class Element:
    name: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    content: "list[Element | str]" = field(default_factory=list)

    def below(self) -> "Iterator[Element]":
        """Every element inside, in the order of the page."""
        waiting = [each for each in reversed(self.content) if isinstance(each, Element)]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [each for each in reversed(element.content) if isinstance(each, Element)]

    @property
    def text(self) -> str:
        """What a reader sees of it, with single spaces."""
        found: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            each = waiting.pop()
            if isinstance(each, str):
                found.append(each)
            elif each.name not in UNSHOWN:
                waiting += reversed(each.content)
                found.append(" " if each.name in ("br", "p", "div", "li", "td", "th", "tr") else "")
        return " ".join("".join(found).split())


class _Builder:
    """Reads the page from its beginning to its end once: no text may cost more than its length."""

    def __init__(self) -> None:
        self.root = Element("", {})
        self._open = [self.root]
        self._count = 0

    def read(self, text: str) -> None:
        at = 0
        while (begin := text.find("<", at)) >= 0:
            self._say(text[at:begin])
            at = self._markup(text, begin)
        self._say(text[at:])

    def _markup(self, text: str, begin: int) -> int:
        """Where the text goes on behind what begins here."""
        if text.startswith("<!--", begin):
            return _behind(text, "-->", begin + 4)
        if text.startswith(("<!", "<?"), begin):
            return _behind(text, ">", begin)
        tag = TAG.match(text, begin)
        if tag is None:
            self._open[-1].content.append("<")
            return begin + 1
        name, end = tag[2].lower(), _end_of_tag(text, tag.end())
        if tag[1]:
            self._end(name)
        else:
            self._start(name, text[tag.end() : end])
            if name in RAW:
                closing = re.compile(f"</{name}", re.IGNORECASE).search(text, end)
                self._say(text[end + 1 : closing.start() if closing else len(text)])
                return closing.start() if closing else len(text)
        return min(end + 1, len(text))

    def _say(self, text: str) -> None:
        if text:
            self._open[-1].content.append(_unescaped(text))

    def _start(self, tag: str, inside: str) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise InvalidError(f"The page has more than {MAX_ELEMENTS:,} elements", code="too_large")
        self._end_before(tag)
        attributes: dict[str, str] = {}
        for found in ATTRIBUTE.finditer(inside):
            value = next((found[group] for group in (2, 3, 4) if found[group] is not None), "")
            attributes.setdefault(found[1].lower(), _unescaped(value))
        element = Element(tag, attributes, self._open[-1])
        self._open[-1].content.append(element)
        if tag not in VOID and len(self._open) < MAX_DEPTH:
            self._open.append(element)

    def _end(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].name == tag:
                del self._open[place:]
                return

    def _end_before(self, tag: str) -> None:
        ended = ENDED_BY.get(tag)
        if not ended:
            return
        last = None
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].name in HOLDERS:
                break
            if self._open[place].name in ended:
                last = place
        if last is not None:
            del self._open[last:]


def _behind(text: str, sign: str, at: int) -> int:
    found = text.find(sign, at)
    return len(text) if found < 0 else found + len(sign)


def _end_of_tag(text: str, at: int) -> int:
    """Where its > stands; one within a quoted value is none."""
    while (found := STOP.search(text, at)) is not None:
        if found[0] == ">":
            return found.start()
        closed = text.find(found[0][-1], found.end())
        at = found.end() if closed < 0 else closed + 1
    return len(text)


def _unescaped(text: str) -> str:
    try:
        return unescape(text)
    except ValueError:  # a number of thousands of digits
        return text


def parsed_html(text: str) -> Element:
    """The nameless root of the page."""
    builder = _Builder()
    builder.read(text)
    return builder.root
