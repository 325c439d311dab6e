"""XML without what makes it dangerous: no document type, no entities of its own, no deep nesting."""

import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLParser

from nodes.errors import InvalidError

MAX_DEPTH = 60
DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


def parsed_xml(content: bytes) -> Element:
    """The root element. Raises `InvalidError`."""
    text = _text(content)
    if re.search(r"<!\s*(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise InvalidError("The XML declares a document type or entities, which is not read here", code="xml")
    parser = XMLParser()  # noqa: S314 - document types were refused above
    try:
        parser.feed(re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1).lstrip())
        root: Element = parser.close()
    except (ParseError, ValueError) as error:
        raise InvalidError(f"The file is no XML: {error}", code="xml") from None
    return root


def _text(content: bytes) -> str:
    """Decoded before it is looked at: in another encoding a document type would not be seen."""
    declared = DECLARED.match(content)
    encoding = declared[1].decode() if declared else "utf-8-sig"
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif content[:3] == b"\xef\xbb\xbf":
        encoding = "utf-8-sig"
    try:
        return content.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        raise InvalidError(f"The XML is not written in {encoding}", code="xml") from None


def local(tag: str) -> str:
    """The name of a tag without its name space."""
    return tag.rpartition("}")[2]


def xml_as_json(root: Element) -> dict[str, Any]:
    """`{"order": {"@id": "7", "line": [..]}}`: attributes with an @, several of a name as a list, text alone as text."""
    return {local(root.tag): _inner(root, 1)}


def _inner(element: Element, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise InvalidError(f"The XML is nested more than {MAX_DEPTH} levels deep", code="xml")
    found: dict[str, Any] = {f"@{local(name)}": value for name, value in element.attrib.items()}
    for child in element:
        name, value = local(child.tag), _inner(child, depth + 1)
        if name not in found:
            found[name] = value
        elif isinstance(found[name], _Several):
            found[name].append(value)
        else:
            found[name] = _Several([found[name], value])
    text = (element.text or "").strip()
    if not found:
        return text or None
    return {**found, "#text": text} if text else found


class _Several(list[Any]):
    """Told apart from a value that is itself a list."""
