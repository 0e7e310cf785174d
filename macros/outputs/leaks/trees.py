"""Trees: the values of a record as it is written, found by the schema, errors elsewhere or not."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from macros.records.fields import Block, Shape, shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.source import Path_, Plain

CHANGES = ("add", "replace", "drop")
"""What a record says to change a list of the house."""


class Leaf(NamedTuple):
    """A value as it is written: its place, the shape of its field, the block that it is in."""

    path: Path_
    shape: Shape
    block: type[Block]
    text: str


def leaves(tree: Plain, block: type[Block], kinds: tuple[type, ...]) -> Iterator[Leaf]:
    """Yield every text of `tree` in a field of one of the types `kinds`, by the schema of `block`.

    What is not in the schema, or has not its form, is passed over.
    """
    yield from _block(tree, block, kinds, ())


def _block(tree: Plain, block: type[Block], kinds: tuple[type, ...], path: Path_) -> Iterator[Leaf]:
    if not isinstance(tree, dict):
        return
    wanted = _leads_to(block, kinds)
    for name, value in tree.items():
        shape = wanted.get(name)
        if shape is not None:
            yield from _value(value, shape, block, kinds, (*path, name))


def _value(
    value: Plain, shape: Shape, block: type[Block], kinds: tuple[type, ...], path: Path_
) -> Iterator[Leaf]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _value(item, shape, block, kinds, (*path, index))
    elif isinstance(value, str):
        if shape.kind in {"scalar", "scalars"}:
            yield Leaf(path, shape, block, value)
    elif isinstance(value, dict) and shape.kind in {"blocks", "scalars"} and is_change(value):
        for verb, items in value.items():
            yield from _value(items, shape, block, kinds, (*path, verb))
    elif isinstance(value, dict) and shape.kind in {"block", "blocks"}:
        yield from _block(value, shape.type, kinds, path)


def is_change(value: dict[str, Plain]) -> bool:
    """Tell whether a mapping in the place of a list changes the house's."""
    return bool(value) and all(verb in CHANGES for verb in value)


@cache
def _leads_to(block: type[Block], kinds: tuple[type, ...]) -> dict[str, Shape]:
    """Return the fields of `block` that are of one of the types, or hold one somewhere below."""
    found = {}
    for name, shape in shapes(block).items():
        nested = shape.kind in {"block", "blocks"}
        if _leads_to(shape.type, kinds) if nested else issubclass(shape.type, kinds):
            found[name] = shape
    return found
