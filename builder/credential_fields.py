"""What may stand in a credential: fields as its type declares them, hosts as host names."""

import re
from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from builder.catalogue import catalogue
from builder.refusals import Wrong
from nodes.credentials import CredentialType

HOST: Final = re.compile(
    r"(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(:\d{1,5})?"
)
MAX_HOSTS: Final = 50


def type_of(key: str) -> CredentialType:
    """Raises `Wrong` when there is no such credential type."""
    declared = catalogue().credential_type(key)
    if declared is None:
        known = ", ".join(each.key for each in catalogue().credential_types()) or "none"
        raise Wrong.field("type", f"There is no credential type “{key}”. Known: {known}.", "unknown_type")
    return declared


def checked_fields(declared: CredentialType, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as the type wants them. Raises `Wrong` with every path; never with a value, as it may be a secret."""
    unknown = sorted(set(fields) - set(declared.fields.model_fields))
    errors = [
        _error(f"fields.{name}", "unknown_field", f"“{declared.title}” has no such field.")
        for name in unknown
    ]
    try:
        read = declared.fields.model_validate({name: fields[name] for name in fields if name not in unknown})
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False, include_context=False)
        errors += [_error(_path(one["loc"]), str(one["type"]), f"{one['msg']}.") for one in found]
    if errors:
        raise Wrong(errors[0]["message"], errors=errors)
    return read.model_dump(mode="json")


def _path(location: tuple[int | str, ...]) -> str:
    return "fields" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)


def _error(path: str, code: str, message: str) -> dict[str, str]:
    return {"path": path, "code": code, "message": message}


def split(declared: CredentialType, fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The public fields and the secret ones."""
    public = {name: value for name, value in fields.items() if name not in declared.secret_fields}
    return public, {name: value for name, value in fields.items() if name in declared.secret_fields}


def checked_hosts(hosts: list[str]) -> list[str]:
    """Host names in lower case, each once. Raises `Wrong` at the first that is none."""
    if len(hosts) > MAX_HOSTS:
        raise Wrong.field("allowed_hosts", f"A credential has at most {MAX_HOSTS} hosts.")
    for number, host in enumerate(hosts):
        if len(host) > 253 or not HOST.fullmatch(host.lower()):
            raise Wrong.field(
                f"allowed_hosts[{number}]",
                f"“{host[:80]}” is no host. Write `api.example.com`, `*.example.com` or `localhost:8080`.",
            )
    return list(dict.fromkeys(host.lower() for host in hosts))
