"""Writes the reference page of the settings from their declarations: `python -m config.reference`."""

from pathlib import Path

from config.environment import Environment, Setting
from config.settings import ENVIRONMENT

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "settings.md"
HEAD = """# Settings

Quintet reads its settings from the environment, and `make` takes them as variables too: `make run PORT=8123` and
`PORT=8123 make run` are the same. An empty variable counts as one that is not set. A value that cannot be
read ends the start with a sentence. This page is written by `make docs` from `config/settings.py`.
"""
TAIL = """
## In your own Django project

There Quintet's apps read one dict of your settings, `QUINTET`, whose keys are the names above without the prefix,
`QUINTET = {"WORKER_CONCURRENCY": 50}`. Further keys with their defaults are in `builder/conf.py` and
`executions/conf.py`. See [Quintet in your own project](../how-to/use-in-your-own-project.md).
"""


def settings_page(environment: Environment) -> str:
    """The page as Markdown, a table for each section in the order of the declarations."""
    parts = [HEAD]
    for section in dict.fromkeys(setting.section for setting in environment.settings):
        rows = [_row(setting) for setting in environment.settings if setting.section == section]
        parts.append(
            f"\n## {section}\n\n| variable | is | default | what it does |\n|---|---|---|---|\n"
            + "\n".join(rows)
            + "\n"
        )
    return "".join(parts) + TAIL


def _row(setting: Setting) -> str:
    default = setting.default if not setting.default or "`" in setting.default else f"`{setting.default}`"
    plain = ("the ", "those ", "none", "SQLite", "made ")
    if setting.default.startswith(plain):
        default = setting.default
    return f"| `{setting.name}` | {setting.kind} | {default} | {setting.text} |"


def main() -> None:
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(settings_page(ENVIRONMENT))


if __name__ == "__main__":
    main()
