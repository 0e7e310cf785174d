"""Inherited: a block of the house as records take it over, understood once for all of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import ValidationError

from macros.records.fields import nested
from macros.records.source import Node

if TYPE_CHECKING:
    from typing import Any

    from macros.records.fields import Block

MOST = 256
"""For how many sets of trades a block is kept."""


class Inherited(Node):
    """A block of the house: a node that knows what it spells.

    Most of a record is the house's own, so what is worked out for it is kept here, and goes when
    the house goes.
    """

    block: type[Block]
    """The kind of block that it spells."""

    @classmethod
    def of(cls, node: Node, block: type[Block]) -> Inherited:
        """Return `node` as a block that knows what it spells, and so all blocks below it."""
        return cls.made(node._replace(value=_below(node, block)), block)

    @classmethod
    def made(cls, node: Node, block: type[Block]) -> Inherited:
        """Return `node` as a block that knows what it spells; what is below it stays as it is."""
        made = cls(*node)
        made.block = block
        return made

    @cached_property
    def read(self) -> object:
        """The model that this block spells; where it spells none, what `Node.plain` gives."""
        plain = readable(Node(*self))
        try:
            return self.block.model_validate(plain)
        except ValidationError:
            return plain

    @cached_property
    def trades(self) -> frozenset[str]:
        """Every trade that something in this block is kept to."""
        return frozenset(_trades(self))

    @cached_property
    def by_trades(self) -> dict[frozenset[str], Inherited]:
        """What is left of this block for a record of some of its trades, as far as known."""
        return {}

    def keep(self, trades: frozenset[str], some: Node) -> Inherited:
        """Return this block with the children of `some` alone, and keep it for `trades`."""
        if len(self.by_trades) >= MOST:
            self.by_trades.clear()
        left = self if _same(self.value, some.value) else Inherited.made(some, self.block)
        self.by_trades[trades] = left
        return left


def _same(one: object, other: object) -> bool:
    """Tell whether two mappings hold the same nodes under the same names."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return False
    return one.keys() == other.keys() and all(one[name] is other[name] for name in one)


def readable(node: Node) -> Any:  # noqa: ANN401 - what pydantic takes
    """Return what a node spells as plain values, but for the blocks that are read already."""
    if isinstance(node, Inherited):
        return node.read
    value = node.value
    if isinstance(value, dict):
        return {
            key: child.value if isinstance(child.value, str) else readable(child)
            for key, child in value.items()
        }
    return list(map(readable, value)) if isinstance(value, list) else value


def texts(node: Node | None) -> frozenset[str]:
    """Return the texts of a list."""
    items = node.value if node else None
    return frozenset(
        item.value
        for item in (items if isinstance(items, list) else ())
        if isinstance(item.value, str)
    )


def _below(node: Node, block: type[Block]) -> Any:  # noqa: ANN401 - a node's value
    if not isinstance(node.value, dict):
        return node.value
    below = dict(node.value)
    for name, shape in nested(block).items():
        child = below.get(name)
        if shape.kind == "scalars" or child is None:
            continue
        if shape.kind == "block":
            below[name] = Inherited.of(child, shape.type)
        elif isinstance(child.value, list):
            items = [Inherited.of(item, shape.type) for item in child.value]
            below[name] = child._replace(value=items)
    return below


def _trades(node: Node) -> set[str]:
    found = set(texts(node.child("applies_to")))
    below = node.value.values() if isinstance(node.value, dict) else node.value
    for child in below if below and not isinstance(below, str) else ():
        found |= _trades(child)
    return found
