"""The part of CSS selectors that picks elements out of a page: names, classes, ids, attributes, inside, child, lists."""

import re
from dataclasses import dataclass

from nodes.errors import InvalidError
from nodes.files.html import Element

PART = re.compile(
    r"""(?P<name>\*|[A-Za-z][\w-]*)
    |\#(?P<id>[\w-]+)
    |\.(?P<class>[\w-]+)
    |\[\s*(?P<attribute>[\w:-]+)\s*(?:(?P<how>[~^$*|]?=)\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[\w-]+))\s*)?\]""",
    re.VERBOSE,
)
GAP = re.compile(r"\s*([>,])\s*|\s+")
MAX_SELECTOR = 500
MAX_STEPS = 12


@dataclass(frozen=True, slots=True)
class Test:
    attribute: str
    how: str
    value: str

    def holds(self, element: Element) -> bool:
        if not self.attribute:
            return self.value in ("*", element.name)
        found = element.attributes.get(self.attribute)
        if found is None or not self.how:
            return found is not None
        if self.how == "=":
            return found == self.value
        if self.how == "~=":
            return self.value in found.split()
        if self.how == "|=":
            return found == self.value or found.startswith(f"{self.value}-")
        contained = {"^=": found.startswith, "$=": found.endswith, "*=": found.__contains__}
        return bool(self.value) and bool(contained[self.how](self.value))


@dataclass(frozen=True, slots=True)
class Step:
    """What one element must be; `child` says that it lies right inside the one before."""

    tests: tuple[Test, ...]
    child: bool

    def holds(self, element: Element) -> bool:
        return all(test.holds(element) for test in self.tests)


Selector = tuple[tuple[Step, ...], ...]


def compiled(text: str) -> Selector:
    """Raises `InvalidError` for what is no selector, or one that is not known here."""
    source, at, child = text.strip(), 0, False
    chains: list[list[Step]] = [[]]
    if not source or len(source) > MAX_SELECTOR:
        raise unfit(text, 0)
    while at < len(source):
        tests, start = [], at
        while (part := PART.match(source, at)) and not (part["name"] and at > start):
            tests.append(_test(part))
            at = part.end()
        if not tests:
            raise unfit(source, at)
        chains[-1].append(Step(tuple(tests), child))
        if len(chains[-1]) > MAX_STEPS:
            raise InvalidError(f"The selector has more than {MAX_STEPS} steps", code="selector")
        child = False
        if at < len(source):
            gap = GAP.match(source, at)
            if gap is None or gap.end() == len(source):
                raise unfit(source, at)
            at, child = gap.end(), gap[1] == ">"
            if gap[1] == ",":
                chains.append([])
    return tuple(tuple(chain) for chain in chains)


def _test(part: re.Match[str]) -> Test:
    if part["name"]:
        return Test("", "", part["name"].lower())
    if part["id"]:
        return Test("id", "=", part["id"])
    if part["class"]:
        return Test("class", "~=", part["class"])
    value = next((part[name] for name in "abc" if part[name] is not None), "")
    return Test(part["attribute"].lower(), part["how"] or "", value)


def unfit(source: str, at: int) -> InvalidError:
    place = f"from {source[at : at + 20]!r} on " if at else ""
    return InvalidError(
        f"The selector {source!r:.100} is {place}not understood; "
        "known are names, #id, .class, [attribute=value], spaces, > and commas",
        code="selector",
    )


def selected(root: Element, selector: Selector) -> list[Element]:
    """The elements below the root that fit, in the order of the page, each once."""
    return [each for each in root.below() if any(_fits(each, chain, root) for chain in selector)]


def _fits(element: Element, chain: tuple[Step, ...], root: Element) -> bool:
    """The elements around are followed outwards; `open_steps` are the steps that the next one may have to fit."""
    if not chain[-1].holds(element):
        return False
    wanted = {len(chain) - 1}
    around = element.parent
    while 0 not in wanted:
        if around is None or around is root:
            return False
        reached = {place - 1 for place in wanted if chain[place - 1].holds(around)}
        wanted = {place for place in wanted if not chain[place].child} | reached
        if not wanted:
            return False
        around = around.parent
    return True
