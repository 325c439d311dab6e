"""The language of `{{ }}`: Python's expression syntax over JSON values, bounded in time, memory and depth.

How it works, from the text to the value: `source` makes the text ready for Python's parser, `compiler` turns the
tree into closures, `expression` and `template` hold what was compiled, `config` applies it to a node's config.
"""

from nodes.expressions.budget import Budget
from nodes.expressions.completion import Completion, completions
from nodes.expressions.config import CompiledConfig, compile_config, names_in, problems_in, resolve
from nodes.expressions.entropy import Entropy
from nodes.expressions.errors import ExpressionError
from nodes.expressions.expression import Expression, compile_condition, compile_expression
from nodes.expressions.functions import FUNCTIONS, Function
from nodes.expressions.inference import infer
from nodes.expressions.names import NameUse
from nodes.expressions.rename import rename_in, rename_node
from nodes.expressions.template import Placeholder, Template, compile_template, has_expression

__all__ = [
    "FUNCTIONS",
    "Budget",
    "CompiledConfig",
    "Completion",
    "Entropy",
    "Expression",
    "ExpressionError",
    "Function",
    "NameUse",
    "Placeholder",
    "Template",
    "compile_condition",
    "compile_config",
    "compile_expression",
    "compile_template",
    "completions",
    "has_expression",
    "infer",
    "names_in",
    "problems_in",
    "rename_in",
    "rename_node",
    "resolve",
]
