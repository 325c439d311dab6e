"""The bounds that no expression may pass, in one place with the reason for each."""

SOURCE_CHARS = 2_000
"""Longest source of one expression: what Python's parser takes on a stack of 1 MiB with room to spare."""

TEMPLATE_CHARS = 1_000_000
"""Longest text that may hold `{{ … }}`."""

PLACEHOLDERS = 1_000
"""How many `{{ … }}` one text may hold."""

SOURCE_NESTING = 40
"""Open brackets, or right-leaning operators such as `not`, `-`, `**` and `else`, inside one another."""

TREE_DEPTH = 60
"""Depth of the syntax tree; each level costs a few Python frames when it is compiled and run."""

VALUE_DEPTH = 100
"""Depth of a value that comes out of an expression or is walked by one."""

STEPS = 500_000
"""Default work of one evaluation. A step is calibrated to at most 0.2 microseconds on a slow shared core."""

CONFIG_STEPS = 2_000_000
"""Default work of one whole config, however many fields it has."""

MEMORY = 64 * 1024 * 1024
"""Default bytes that one evaluation may allocate, all its intermediate values added up."""

LARGEST_WHOLE = 2**63 - 1
"""Whole numbers beyond it are not carried by every JSON reader and database."""

PATTERN_CHARS = 500
"""Longest regular expression."""

PATTERN_MEMORY = 1 << 20
"""Bytes that one compiled regular expression may take."""

NAMES_SHOWN = 12
"""How many names an error message lists as what exists instead."""
