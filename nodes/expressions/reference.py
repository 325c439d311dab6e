"""Writes the reference of the language from the register of functions and the bounds."""

from pathlib import Path
from typing import Any

import orjson

from nodes.expressions import limits
from nodes.expressions.functions import FUNCTIONS, Function

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "expressions.md"

_OPENING = """\
# Expressions

<!-- Written by `python -m nodes.expressions.reference`. Do not edit by hand. -->

An expression is what stands in `{{ … }}`. It is written as in Python and works on JSON values: text, numbers,
true and false, null, lists and objects. How to use it is told in [Write expressions](../how-to/write-expressions.md).

## Where it stands

- Text with one or more `{{ … }}` becomes text: `Hello {{ inputs.name }}!`
- A field that is exactly one `{{ … }}` becomes the value with its type: `{{ outputs.fetch.rows }}` stays a list.
- A condition is an expression without braces: `item.price > 10`.
- What comes out is never evaluated again. For the braces themselves write `{{ '{{' }}`.

## What is in scope

| name | what it is |
|---|---|
| `inputs` | what the run was given; each input also by its own name |
| `outputs.<node>` | what an earlier node gave |
| `input` | what came into this node |
| `item`, `index` | the item of the loop and its number, from 0 |
| `state` | what a `while` loop carries on |
| `vars` | the variables of the project |
| `execution`, `workflow` | facts about this run and its workflow |
| `error` | the error, on an error path |
| `now` | the time, as ISO 8601 text in UTC |

A name or key that does not exist is an error that says what there is. `default()` makes it optional.

## How it is written

| what | examples |
|---|---|
| paths | `outputs.fetch.rows[0].name`, `inputs['first name']`, `rows[-1]`, `rows[1:3]` |
| literals | `'text'`, `12`, `1.5`, `true`, `false`, `null`, `[1, 2]`, `{'a': 1, **other}` |
| arithmetic | `+ - * / // % **`; `+` also joins two texts or two lists, `*` repeats them |
| comparison | `== != < <= > >=`, `1 < x < 5`, `in`, `not in`, `is null` |
| logic | `and`, `or`, `not`, `a if condition else b` |
| loops | `[x.name for x in rows if x.age > 17]`, `{k: v for k, v in d.items()}` |
| text with values | `f'{name}: {price:.2f}'`; formats such as `.2f`, `>10`, `05d`, `,`, `.1%` |
| pipes | `name \\| trim \\| upper` is `upper(trim(name))`; binds weaker than `+`, stronger than `<` |
| methods | `name.upper()`, `rows.first()`; the functions marked below |
| lambdas | `rows.filter(lambda r: r.age > 17)`; a field name does as well: `rows.map('name')` |

Null, an empty text, list or object, 0 and false count as false. Any word may stand after a point (`mail.from`); a key
with other signs is written in brackets. In a text `\\n \\r \\t \\\\ \\' \\" \\xHH \\uHHHH` are escapes, and any other backslash means
itself, so that patterns need no doubling. An expression may span lines; comments are not part of it.
"""


def reference() -> str:
    """The whole page as Markdown."""
    groups: dict[str, list[Function]] = {}
    for function in FUNCTIONS.values():
        groups.setdefault(function.group, []).append(function)
    parts = [_OPENING, _bounds(), f"## Functions\n\nThere are {len(FUNCTIONS)}.\n"]
    parts += [_group(title, functions) for title, functions in groups.items()]
    return "\n".join(parts)


def _bounds() -> str:
    return (
        "## Bounds\n\n"
        f"An expression has at most {limits.SOURCE_CHARS:,} characters. One evaluation may take "
        f"{limits.STEPS:,} steps, about a tenth of a second, and {limits.MEMORY // 2**20} MiB; a whole config "
        f"{limits.CONFIG_STEPS:,} steps. Values are nested at most {limits.VALUE_DEPTH} levels deep. "
        "Whole numbers reach to ±9,223,372,036,854,775,807. "
        f"Regular expressions are those of RE2, of at most {limits.PATTERN_CHARS} characters.\n"
    )


def _group(title: str, functions: list[Function]) -> str:
    return f"### {title}\n\n" + "\n".join(_entry(function) for function in functions)


def _entry(function: Function) -> str:
    also = f" Also: {', '.join(f'`{name}`' for name in function.aliases)}." if function.aliases else ""
    on = f" Method of {' and '.join(function.methods)}." if function.methods else ""
    example = f"`{function.example}` → `{_shown(function.result)}`"
    return f"#### `{function.signature}`\n\n{function.doc}{on}{also}\n\n{example}\n"


def _shown(value: Any) -> str:
    return orjson.dumps(value).decode() if not isinstance(value, str) else f"'{value}'"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
