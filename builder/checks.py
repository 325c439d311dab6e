"""What must be right before the application may start: the encryption keys and the node types."""

from typing import Any

from django.core.checks import Error, register

from builder.catalogue import catalogue
from builder.vault import VaultError, current_key_id


@register("quintet")
def encryption_keys_work(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Without a key no credential can be kept; better to say so now than when somebody saves one."""
    try:
        current_key_id()
    except VaultError as error:
        hint = "Set QUINTET['ENCRYPTION_KEYS'], or QUINTET_ENCRYPTION_KEYS in the environment."
        return [Error(str(error), hint=hint, id="builder.E001")]
    return []


@register("quintet")
def node_types_are_whole(app_configs: Any, **kwargs: Any) -> list[Error]:
    """A node type that breaks a rule, or two that claim one key, stop the start."""
    try:
        catalogue()
    except (TypeError, ValueError, ImportError) as error:
        return [Error(f"The node types cannot be loaded: {error}", id="builder.E002")]
    return []
