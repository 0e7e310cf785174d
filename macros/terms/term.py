"""Term: the smallest thing that two sides agree or change, found in a record by the schema.

A field that says one thing is a term of its own. What is read as one sentence is one term: a row
of a list (a rate, a fee, a step), and a block that is written as a whole (when a bill is due).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.records.fields import Clause, term_fields
from macros.terms.spelling import spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from macros.records.fields import Block, Shape
    from macros.records.source import Path_

# No record holds these characters, so that what is joined by them can be told apart again.
BELOW, BETWEEN, OPEN, CLOSE = "\x1f", "\x1e", "\x02", "\x03"


class Item(NamedTuple):
    """An item of a list that is made of several terms."""

    place: str
    path: Path_
    block: Block


class Term(NamedTuple):
    """A term: its place by names and keys, its path in the record, its value.

    `value` is a scalar, a block that is a row, or a tuple of either. `spelling` is equal for values
    that say the same. `item` is the list item that the term is a part of, if any. Rows of a list
    without a key share a place.
    """

    place: str
    path: Path_
    value: object
    spelling: str
    item: Item | None = None


def terms(block: Block) -> Iterator[Term]:
    """Yield every term that partner and house agree, in the order of the schema."""
    return _below(block, "", (), None)


def _below(block: Block, place: str, path: Path_, item: Item | None) -> Iterator[Term]:
    if block.speaks:
        yield Term(place, path, block, "", item)
    values = vars(block)
    for shape in term_fields(type(block)):
        value = values[shape.name]
        if value is None or value == ():
            continue
        here, there = f"{place}{shape.name}{BELOW}", (*path, shape.name)
        if shape.kind == "blocks":
            yield from _items(value, shape, here, there)
        elif shape.kind == "block" and not shape.type.whole:
            yield from _below(value, here, there, item)
        else:
            yield Term(here, there, value, _spelling(value, shape), item)


def _items(items: tuple[Block, ...], shape: Shape, place: str, path: Path_) -> Iterator[Term]:
    if shape.in_order:
        yield Term(place, path, items, _several(map(_row, items)))
        return
    rows = not issubclass(shape.type, Clause)
    for index, each in enumerate(items):
        name = _name(each)
        here, there = f"{place}{name}{BELOW}", (*path, index)
        if rows or not name:
            yield Term(here, there, each, _row(each))
        else:
            yield from _below(each, here, there, Item(here, there, each))


def _name(item: Block) -> str:
    """Return the key of a list item; nothing where items have none, or this one does not say it."""
    key = type(item).key
    value = getattr(item, key) if key else None
    return "" if value is None else spelling(value)


def _spelling(value: object, shape: Shape) -> str:
    if shape.name == "not_applicable":
        return ""  # the reason is prose
    if shape.kind == "block":
        return _row(value)  # type: ignore[arg-type] # a block has a row
    if isinstance(value, tuple):
        said = [spelling(each) for each in value]
        return _several(said if shape.in_order else sorted(said))
    return spelling(value)


def _row(block: Block) -> str:
    """Return the one spelling of a whole block."""
    values = vars(block)
    said = []
    for shape in term_fields(type(block)):
        value = values[shape.name]
        if value is None or value == ():
            continue
        many = shape.kind == "blocks"
        spelled = _several(sorted(map(_row, value))) if many else _spelling(value, shape)
        said.append(f"{shape.name}{BELOW}{spelled}")
    return _several(sorted(said))


def _several(said: Iterable[str]) -> str:
    return f"{OPEN}{BETWEEN.join(said)}{CLOSE}"
