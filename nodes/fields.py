"""The fields of a config: a pydantic field with the hints from which the form is drawn (`x-widget` and friends)."""

from typing import Any

from pydantic import Field

REQUIRED: Any = ...


def _field(
    widget: str, default: Any, title: str, help: str, hints: dict[str, Any], limits: dict[str, Any]
) -> Any:
    extra: dict[str, Any] = {"x-widget": widget}
    extra |= {
        f"x-{name.replace('_', '-')}": value
        for name, value in hints.items()
        if value not in ("", None, False)
    }
    factory = isinstance(default, list | dict)
    given = {"default_factory": default.copy} if factory else {"default": default}
    return Field(**given, title=title or None, description=help or None, json_schema_extra=extra, **limits)


def text(
    default: Any = REQUIRED,
    *,
    title: str = "",
    help: str = "",
    placeholder: str = "",
    section: str = "",
    show_if: dict[str, Any] | None = None,
    **limits: Any,
) -> Any:
    """One line of text. `limits` are pydantic's: `min_length`, `pattern` …"""
    hints = {"placeholder": placeholder, "section": section, "show_if": show_if}
    return _field("text", default, title, help, hints, limits)


def long_text(
    default: Any = REQUIRED,
    *,
    title: str = "",
    help: str = "",
    placeholder: str = "",
    language: str = "",
    lazy: bool = False,
    section: str = "",
    show_if: dict[str, Any] | None = None,
    **limits: Any,
) -> Any:
    """Several lines of text; `language` (markdown, html …) colours them. Lazy: they reach the node as written."""
    hints = {
        "placeholder": placeholder,
        "language": language,
        "lazy": lazy,
        "section": section,
        "show_if": show_if,
    }
    return _field("long_text", default, title, help, hints, limits)


def number(
    default: Any = REQUIRED,
    *,
    title: str = "",
    help: str = "",
    unit: str = "",
    section: str = "",
    show_if: dict[str, Any] | None = None,
    **limits: Any,
) -> Any:
    """A number; `limits` are pydantic's `ge`, `le`, `gt`, `lt`."""
    hints = {"unit": unit, "section": section, "show_if": show_if}
    return _field("number", default, title, help, hints, limits)


def switch(
    default: bool = False,
    *,
    title: str = "",
    help: str = "",
    section: str = "",
    show_if: dict[str, Any] | None = None,
) -> Any:
    return _field("switch", default, title, help, {"section": section, "show_if": show_if}, {})


def choice(
    default: Any = REQUIRED,
    *,
    title: str = "",
    help: str = "",
    labels: dict[str, str] | None = None,
    section: str = "",
    show_if: dict[str, Any] | None = None,
) -> Any:
    """One of the values of a `Literal`; `labels` says each of them in words."""
    return _field(
        "enum", default, title, help, {"labels": labels, "section": section, "show_if": show_if}, {}
    )


def moment(
    default: Any = REQUIRED, *, title: str = "", help: str = "", show_if: dict[str, Any] | None = None
) -> Any:
    """A date and time, as ISO 8601 text."""
    return _field("datetime", default, title, help, {"show_if": show_if}, {})


def duration(
    default: Any = REQUIRED,
    *,
    title: str = "",
    help: str = "",
    section: str = "",
    show_if: dict[str, Any] | None = None,
    **limits: Any,
) -> Any:
    """A length of time in seconds."""
    return _field("duration", default, title, help, {"section": section, "show_if": show_if}, limits)


def key_value(
    default: Any = REQUIRED,
    *,
    title: str = "",
    help: str = "",
    section: str = "",
    show_if: dict[str, Any] | None = None,
    **limits: Any,
) -> Any:
    """Names with values of any kind."""
    return _field("key_value", default, title, help, {"section": section, "show_if": show_if}, limits)


def values(
    default: Any = REQUIRED,
    *,
    title: str = "",
    help: str = "",
    placeholder: str = "",
    section: str = "",
    show_if: dict[str, Any] | None = None,
    **limits: Any,
) -> Any:
    """A list of plain values: names, addresses …"""
    hints = {"placeholder": placeholder, "section": section, "show_if": show_if}
    return _field("list", default, title, help, hints, limits)


def objects(
    default: Any = REQUIRED,
    *,
    title: str = "",
    help: str = "",
    lazy: bool = False,
    section: str = "",
    show_if: dict[str, Any] | None = None,
    **limits: Any,
) -> Any:
    """A list of small forms; annotate it `list[AnotherConfig]`."""
    return _field(
        "objects", default, title, help, {"lazy": lazy, "section": section, "show_if": show_if}, limits
    )


def json_value(
    default: Any = REQUIRED,
    *,
    title: str = "",
    help: str = "",
    section: str = "",
    show_if: dict[str, Any] | None = None,
) -> Any:
    """Any value: written as JSON, or an expression."""
    return _field("json", default, title, help, {"section": section, "show_if": show_if}, {})


def schema(
    default: Any = REQUIRED, *, title: str = "", help: str = "", show_if: dict[str, Any] | None = None
) -> Any:
    """A JSON Schema, edited as a list of fields."""
    return _field("schema", default, title, help, {"show_if": show_if}, {})


def condition(
    default: Any = REQUIRED,
    *,
    title: str = "",
    help: str = "",
    placeholder: str = "",
    lazy: bool = False,
    show_if: dict[str, Any] | None = None,
) -> Any:
    """A bare expression that is true or false: `value > 10` (R41). Lazy: it reaches the node as written."""
    hints = {"bare": True, "lazy": lazy, "placeholder": placeholder, "show_if": show_if}
    return _field("condition", default, title, help, hints, {})


def expression(
    default: Any = REQUIRED,
    *,
    title: str = "",
    help: str = "",
    placeholder: str = "",
    lazy: bool = False,
    bare: bool = False,
    section: str = "",
    show_if: dict[str, Any] | None = None,
) -> Any:
    """A value that is nearly always an expression. Lazy: it reaches the node, or the engine, as written."""
    hints = {"bare": bare, "lazy": lazy, "placeholder": placeholder, "section": section, "show_if": show_if}
    return _field("expression", default, title, help, hints, {})


def code(
    default: Any = REQUIRED,
    *,
    language: str,
    title: str = "",
    help: str = "",
    lazy: bool = False,
    **limits: Any,
) -> Any:
    return _field("code", default, title, help, {"language": language, "lazy": lazy}, limits)


def credential(
    *types: str,
    default: Any = REQUIRED,
    title: str = "",
    help: str = "",
    show_if: dict[str, Any] | None = None,
) -> Any:
    """The id of a stored credential of one of these types."""
    if not types:
        raise ValueError("credential() needs the key of at least one credential type")
    hints = {"credential": types[0], "credentials": list(types), "show_if": show_if}
    return _field("credential", default, title, help, hints, {})


def workflow(default: Any = REQUIRED, *, title: str = "", help: str = "") -> Any:
    """The id of a workflow of this project."""
    return _field("workflow", default, title, help, {}, {})


def file(
    default: Any = REQUIRED, *, title: str = "", help: str = "", show_if: dict[str, Any] | None = None
) -> Any:
    """A reference to a stored file."""
    return _field("file", default, title, help, {"show_if": show_if}, {})


def secret(
    default: Any = REQUIRED, *, title: str = "", help: str = "", placeholder: str = "", **limits: Any
) -> Any:
    """Text that is written and never shown again; only for credential types."""
    return _field("secret", default, title, help, {"placeholder": placeholder}, limits)
