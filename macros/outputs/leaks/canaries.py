"""Canaries: a record in which all that a reader may not see is a mark that stands nowhere else.

What is marked follows from the schema: from who may see a field, and from its type.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.leaks.trees import is_change
from macros.records.check import shape_at
from macros.records.fields import Audience, Block, Shape, shapes
from macros.records.partner import Partner
from macros.records.rules import RULES
from macros.records.scalars import Text
from macros.records.source import File, field_name

if TYPE_CHECKING:
    from macros.outputs.leaks.marks import Mark, Marker
    from macros.records.source import Path_, Plain


class Canary(NamedTuple):
    """A record with marks, and what each mark stands for."""

    file: File
    marks: tuple[Mark, ...]


def canary_of(
    tree: Plain,
    block: type[Block],
    sees: Audience | None,
    marker: Marker,
    name: str,
    keep: frozenset[str] = frozenset(),
) -> Canary:
    """Return a record in which every value that `sees` may not see is a mark.

    Without a reader, every value is. `keep` are names that stay, since other values refer to them.
    """
    made = _Marking(sees, marker, keep).block(tree, block, (), visible=True)
    text = json.dumps(made, ensure_ascii=False)
    return Canary(File(name, text.encode()), tuple(marker.marks))


class _Marking:
    def __init__(self, sees: Audience | None, marker: Marker, keep: frozenset[str]) -> None:
        self.sees = sees
        self.marker = marker
        self.keep = keep

    def block(self, tree: Plain, block: type[Block], path: Path_, *, visible: bool) -> Plain:
        if not isinstance(tree, dict):
            return tree
        known = shapes(block)
        return {
            name: self._value(value, known[name], (*path, name), visible=visible)
            if name in known
            else value
            for name, value in tree.items()
        }

    def _value(self, value: Plain, shape: Shape, path: Path_, *, visible: bool) -> Plain:
        visible = visible and self._may_see(shape)
        if isinstance(value, str):
            return value if visible else self._mark(value, shape, path)
        if isinstance(value, list):
            return [
                self._value(item, shape, (*path, index), visible=visible)
                for index, item in enumerate(value)
            ]
        if isinstance(value, dict) and shape.kind in {"blocks", "scalars"} and is_change(value):
            return {
                verb: self._value(items, shape, (*path, verb), visible=visible)
                for verb, items in value.items()
            }
        if isinstance(value, dict) and shape.kind in {"block", "blocks"}:
            return self.block(value, shape.type, path, visible=visible)
        return value

    def _may_see(self, shape: Shape) -> bool:
        return self.sees is not None and self.sees.sees(shape.audience or Audience.INTERNAL)

    def _mark(self, value: str, shape: Shape, path: Path_) -> str:
        if shape.kind in {"block", "blocks"}:
            # What a record drops of the house's list, by the item's name.
            named = shapes(shape.type).get(shape.type.key or "")
            return self._mark(value, named, path) if named else value
        kind = shape.type
        if value in self.keep or _is_ours(value, kind):
            return value
        return self.marker.mark(kind, value, field_name(path))


def _is_ours(value: str, kind: type) -> bool:
    """Tell whether a text is a place of the schema (`subcontract.payment`) or a rule's code."""
    if not issubclass(kind, Text):
        return False
    return value in _CODES or shape_at(Partner, tuple(value.split("."))) is not None


_CODES = frozenset(rule.code for rule in RULES)
