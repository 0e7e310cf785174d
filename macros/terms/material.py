"""Material: which terms are of money, time or restraint, so that a change has to be agreed anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.agreements import OtherTerm
from macros.records.check import shape_at
from macros.records.fields import Block, shapes
from macros.records.partner import Partner
from macros.records.scalars import (
    Date,
    DayOfMonth,
    Days,
    Duration,
    Hours,
    Money,
    Percent,
    TimeOfDay,
    TimeZone,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.source import Path_

_TYPES = frozenset({Date, DayOfMonth, Days, Duration, Hours, Money, Percent, TimeOfDay, TimeZone})
"""Values that are money or time wherever they stand."""
_PLACES = (
    ("nda",),
    ("consultancy_agreement",),
    ("client_protection",),
    ("subcontract", "pricing"),
    ("subcontract", "invoicing"),
    ("subcontract", "payment"),
    ("subcontract", "tax"),
    ("referral",),
    ("governance", "term"),
    ("country",),
    ("region",),
)
"""Clauses of which every word is money, time or restraint; holidays decide when one is paid."""
_NAMES = frozenset({"required_for_payment"})


def is_material(path: Path_, *values: object) -> bool:
    """Tell whether a term at `path`, which says one of `values`, is money, time or restraint.

    A row is, where a field is in which its values differ. A term without a field of its own is
    where the clause is that it adds to, or where it names none.
    """
    rows = [value for value in values if isinstance(value, Block)]
    if any(isinstance(row, OtherTerm) for row in rows):
        return any(_is_of_material_clause(row) for row in rows)
    names = tuple(key for key in path if isinstance(key, str))
    if any(names[: len(place)] == place for place in _PLACES):
        return True
    if rows:
        return any(is_material((*path, name)) for name in differing(*rows))
    shape = shape_at(Partner, path)
    return shape is not None and (shape.type in _TYPES or shape.name in _NAMES)


def _is_of_material_clause(term: Block) -> bool:
    about = getattr(term, "about", None)
    return not about or is_material(tuple(about.split(".")))


def differing(*rows: Block) -> Iterator[str]:
    """Yield the names of the fields in which rows differ; of a single one, all that it says."""
    for name in shapes(type(rows[0])):
        said = [getattr(row, name) for row in rows]
        if said[0] is not None if len(said) == 1 else said[0] != said[-1]:
            yield name
