"""Audience: which fields a reader may see; what is not declared for them does not exist."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from macros.records.fields import Audience, shapes
from macros.records.partner import Partner

if TYPE_CHECKING:
    from macros.records.fields import Block
    from macros.records.source import Path_


# Asked for every clause of every page, and there are as many paths as fields.
@lru_cache(maxsize=2048)
def may_see(audience: Audience, path: Path_, root: type[Block] = Partner) -> bool:
    """Tell whether every field on the way to `path` is declared for `audience`."""
    block = root
    for key in path:
        if isinstance(key, int):
            continue
        shape = shapes(block).get(key)
        if shape is None or not audience.sees(shape.audience or Audience.INTERNAL):
            return False
        block = shape.type
    return True
