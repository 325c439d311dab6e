"""The built front end in a template: script, styles and preloads of an entry, by Vite's manifest.

Found through Django's static files, so that it needs no setting in whatever project Quintet lives.
"""

import json
from pathlib import Path
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

FOLDER = "dist"
NOT_BUILT = "The front end is not built. In a checkout, run `make run` or `npm run build` in frontend/."

_manifests: dict[str, tuple[float, dict[str, Any]]] = {}


@register.simple_tag
def built_assets(entry: str) -> SafeString:
    """The tags that load `entry` with everything that it imports, or a sentence when nothing was built."""
    manifest = _manifest()
    if entry not in manifest:
        return format_html("<p>{}</p>", NOT_BUILT)
    chunks = _with_imports(manifest, entry)
    styles = dict.fromkeys(name for chunk in chunks for name in chunk.get("css", []))
    return format_html(
        "{}{}{}",
        format_html_join("", '<link rel="stylesheet" href="{}">', ((_address(name),) for name in styles)),
        format_html_join(
            "", '<link rel="modulepreload" href="{}">', ((_address(chunk["file"]),) for chunk in chunks[1:])
        ),
        format_html('<script type="module" src="{}"></script>', _address(manifest[entry]["file"])),
    )


def _with_imports(manifest: dict[str, Any], entry: str) -> list[dict[str, Any]]:
    """The chunk of the entry and those that it loads at once, each one time."""
    names = [entry]
    for name in names:  # grows while it is walked
        names += [imported for imported in manifest[name].get("imports", []) if imported not in names]
    return [manifest[name] for name in names]


def _address(name: str) -> str:
    return static(f"{FOLDER}/{name}")


def _manifest() -> dict[str, Any]:
    """The manifest, read again only when it was built again."""
    found = finders.find(f"{FOLDER}/manifest.json")
    if not isinstance(found, str):
        return {}
    changed = Path(found).stat().st_mtime
    known = _manifests.get(found)
    if known is None or known[0] != changed:
        known = _manifests[found] = (changed, json.loads(Path(found).read_text(encoding="utf-8")))
    return known[1]
