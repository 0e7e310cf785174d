"""Explained: what the words below each field of a block say of it."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise

from macros.records.fields import Block


@cache
def explained(block: type[Block]) -> dict[str, str]:
    """Return what the source says of each field of `block`, by the field's name.

    pydantic can read it too (`use_attribute_docstrings`), but of every block and each time that a
    program starts; only the schema and the reference ask.
    """
    said: dict[str, str] = {}
    for each in reversed(block.__mro__):
        if issubclass(each, Block):
            said |= _below_fields(_classes(each.__module__)[each.__name__])
    return {name: words for name, words in said.items() if name in block.model_fields}


@cache
def _classes(module: str) -> dict[str, ast.ClassDef]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


def _below_fields(block: ast.ClassDef) -> dict[str, str]:
    return {
        field.target.id: inspect.cleandoc(below.value.value)
        for field, below in pairwise(block.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
