"""Which unquoted words of YAML are no text: those of JSON, and nothing that only some readers understand."""

import re

PREFIX = "tag:yaml.org,2002:"

NULL = re.compile(r"~|null|Null|NULL|")
BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
INT = re.compile(r"-?(?:0|[1-9][0-9]*)")
FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")

PLAIN_VALUES = (
    (f"{PREFIX}null", re.compile(rf"^(?:{NULL.pattern})$"), ["~", "n", "N", ""]),
    (f"{PREFIX}bool", re.compile(rf"^(?:{BOOL.pattern})$"), list("tTfF")),
    (f"{PREFIX}int", re.compile(rf"^(?:{INT.pattern})$"), list("-0123456789")),
    (f"{PREFIX}float", re.compile(rf"^(?:{FLOAT.pattern})$"), list("-0123456789")),
)
