"""YAML as data: plain values only, and no aliases, which let a few lines grow into gigabytes."""

from typing import Any

import yaml

from nodes.errors import InvalidError


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.YAMLError(f"line {mark.line + 1}: aliases (*name) are not read here")
        return super().compose_node(parent, index)


def parsed_yaml(text: str) -> Any:
    """The one document of the text. Raises `InvalidError`."""
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - it is a SafeLoader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InvalidError(f"The file is no YAML that can be read: {error!s:.300}", code="yaml") from None


def written_yaml(value: Any) -> str:
    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    return text
