"""Term: the smallest thing that two sides agree or change, found in a record by the schema.

A field that says one thing is a term of its own. What is read as one sentence is one term: a row
of a list (a rate, a fee, a step), and a block that is written as a whole (when a bill is due).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from macros.records.fields import Clause, term_fields
from macros.terms.spelling import spelling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from macros.records.fields import Block, Shape
    from macros.records.playbook import Playbook
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


def terms(block: Block) -> list[Term]:
    """Return every term that partner and house agree, in the order of the schema."""
    walk = _Walk({})
    walk.block(block, None, "", (), None)
    return walk.found


def terms_of(playbook: Playbook) -> list[Term]:
    """Return every term of a playbook; what the house alone says is worked out once for all."""
    known = playbook.worked_out.get(_TERMS)
    if known is None:
        walk = _Walk(playbook.shared)
        walk.block(playbook.partner, playbook.defaults, "", (), None)
        playbook.worked_out[_TERMS] = known = walk.found
    return cast("list[Term]", known)


_TERMS = "terms"


class _Walk:
    """Finds the terms of a block, those of parts that are equal to the house's in what is known.

    They are gathered in a list: to hand each up from block to block would take twice as long.
    """

    def __init__(self, known: dict[object, object]) -> None:
        self.found: list[Term] = []
        self.known = known

    def block(
        self, block: Block, house: object, place: str, path: Path_, item: Item | None
    ) -> None:
        if block.speaks:
            self.found.append(Term(place, path, block, "", item))
        values = vars(block)
        for shape in term_fields(type(block)):
            value = values[shape.name]
            if value is None or (isinstance(value, tuple) and not value):
                continue
            here, there = f"{place}{shape.name}{BELOW}", (*path, shape.name)
            if shape.kind in {"scalar", "scalars"} or (shape.kind == "block" and shape.type.whole):
                self.found.append(Term(here, there, value, _spelling(value, shape), item))
                continue
            theirs = getattr(house, shape.name, None) if house else None
            if theirs is not None and theirs == value:
                self.found += self._of_house(theirs, shape, here, there)
            else:
                self._parts(value, theirs, shape, here, there, item)

    def _of_house(self, value: object, shape: Shape, place: str, path: Path_) -> list[Term]:
        key = ("terms", path)
        known = self.known.get(key)
        if not isinstance(known, list):
            walk = _Walk({})
            walk._parts(value, None, shape, place, path, None)
            self.known[key] = known = walk.found
        return known

    def _parts(
        self,
        value: Any,  # noqa: ANN401 - a block or a list of them
        house: object,
        shape: Shape,
        place: str,
        path: Path_,
        item: Item | None,
    ) -> None:
        if shape.kind == "block":
            self.block(value, house, place, path, item)
        elif shape.in_order:
            self.found.append(Term(place, path, value, _several(map(_row, value))))
        else:
            self._items(value, place, path)

    def _items(self, items: tuple[Block, ...], place: str, path: Path_) -> None:
        for index, each in enumerate(items):
            name = _name(each)
            here, there = f"{place}{name}{BELOW}", (*path, index)
            if name and isinstance(each, Clause):
                self.block(each, None, here, there, Item(here, there, each))
            else:
                self.found.append(Term(here, there, each, _row(each)))


def _name(item: Block) -> str:
    """Return the key of a list item; nothing where items have none, or this one does not say it."""
    key = type(item).key
    value = getattr(item, key) if key else None
    return "" if value is None else spelling(value)


def _spelling(value: object, shape: Shape) -> str:
    if shape.name == "not_applicable":
        return ""  # the reason is prose
    if shape.kind == "scalar":
        return spelling(value)
    if shape.kind == "block":
        return _row(value)  # type: ignore[arg-type] # a block has a row
    said = [spelling(each) for each in value]  # type: ignore[attr-defined] # a list
    return _several(said if shape.in_order else sorted(said))


def _row(block: Block) -> str:
    """Return the one spelling of a whole block."""
    values = vars(block)
    said = []
    for shape in term_fields(type(block)):
        value = values[shape.name]
        if value is None or (isinstance(value, tuple) and not value):
            continue
        many = shape.kind == "blocks"
        spelled = _several(sorted(map(_row, value))) if many else _spelling(value, shape)
        said.append(f"{shape.name}{BELOW}{spelled}")
    return _several(sorted(said))


def _several(said: Iterable[str]) -> str:
    return f"{OPEN}{BETWEEN.join(said)}{CLOSE}"
