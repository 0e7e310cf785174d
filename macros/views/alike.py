"""Alike: what names a part of a record, so that what is said of it is worked out once.

Records are mostly the house's own blocks, and what they write themselves others write too: a value
that is written alike is the same object in most of them. So a part is named by the objects in it,
which is quick, and exact where values are not: 45.0 and 45.00 are equal, and read differently.
"""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from macros.records.fields import Block, shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from macros.records.identity import Contact
    from macros.records.source import Path_
    from macros.views.parts import Difference


class Names:
    """What names the parts of one record, each worked out once."""

    def __init__(self) -> None:
        self._known: dict[Hashable, _Named] = {}

    def of(self, part: object, house: object = None, apart: tuple[str, ...] = ()) -> Hashable:
        """Return what names a part of a record as long as somebody holds it, without `apart`.

        What is the house's own object in the same place is named whole; `house` has to be held too.
        """
        if part is house:
            return id(part)
        if isinstance(part, Block):
            return self._of_block(part, house, apart)
        if isinstance(part, tuple):
            blocks = bool(part) and isinstance(part[0], Block)
            return (id(house), *map(self.of if blocks else id, part))
        return (id(house), id(part))

    def _of_block(self, block: Block, house: object, apart: tuple[str, ...]) -> Hashable:
        key = (id(block), id(house), apart)
        known = self._known.get(key)
        if known is None:
            name = (id(house), *self._of_fields(block, house, apart))
            known = self._known[key] = _Named(name, (block, house))
        return known.name

    def _of_fields(self, block: Block, house: object, apart: tuple[str, ...]) -> list[Hashable]:
        fields, values = _fields(type(block)), vars(block)
        theirs = vars(house) if isinstance(house, Block) else {}
        named: list[Hashable] = list(map(id, fields.single(values)))
        for name in fields.inner:
            value = values[name]
            if value is None or name in apart:
                continue
            house_there = theirs.get(name)
            # Most of it is the house's own.
            named += (name, id(value) if value is house_there else self.of(value, house_there))
        return named


class _Named(NamedTuple):
    """A name of a part of a record, and the objects that have to be held as long as it is known."""

    name: Hashable
    of: object


class Notes(NamedTuple):
    """What was asked of a playbook while words of it were drawn, and what was found to differ."""

    contacts: dict[str, Contact | None]
    own: dict[Path_, bool]
    """Whether the partner's record set the value at a path."""
    differences: list[Difference]

    @classmethod
    def none(cls) -> Notes:
        """Return notes in which nothing stands yet."""
        return cls({}, {}, [])

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was asked and nothing differs."""
        return not (self.contacts or self.own or self.differences)

    def take(self, others: Notes) -> None:
        """Add what stands in other notes."""
        self.contacts.update(others.contacts)
        self.own.update(others.own)
        self.differences.extend(others.differences)


class Drawn(NamedTuple):
    """Words as drawn once, the notes taken meanwhile, if any, and the objects that name them."""

    words: Any
    notes: Notes | None
    of: object


class _Fields(NamedTuple):
    """The fields of a block: what takes all single values at once, and the names of the others."""

    single: Callable[[dict[str, Any]], tuple[object, ...]]
    inner: tuple[str, ...]


@cache
def _fields(block: type[Block]) -> _Fields:
    single = [name for name, shape in shapes(block).items() if shape.kind == "scalar"]
    inner = tuple(name for name in shapes(block) if name not in single)
    if len(single) == 1:  # of which `itemgetter` gives no tuple
        return _Fields(lambda values: (values[single[0]],), inner)
    if not single:
        return _Fields(lambda _: (), inner)
    return _Fields(itemgetter(*single), inner)
