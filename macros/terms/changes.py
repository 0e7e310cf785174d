"""Changes: in which terms a playbook differs from what both sides agreed."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, cast

from macros.records.fields import Block, shapes, term_fields
from macros.records.partner import Partner
from macros.terms.changed_by import changed_by
from macros.terms.material import is_material
from macros.terms.spelling import spelling
from macros.terms.term import Term, terms, terms_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.playbook import Origin, Playbook
    from macros.records.source import Path_


class Kind(StrEnum):
    """What became of a term."""

    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"


class Change(NamedTuple):
    """A term that is not as it was agreed.

    `path` is its place in the record as it is now, of a dropped term its place in what was agreed.
    `old` and `new` are scalars, tuples of scalars or blocks, None where there is none. `material`
    is a change of money, time or restraint. `origin` tells who changed it: the partner's record,
    or the house.
    """

    kind: Kind
    path: Path_
    old: object | None
    new: object | None
    material: bool
    origin: Origin


class Pair(NamedTuple):
    """A term as it was agreed, and as it is now; None where there is none."""

    old: Term | None
    new: Term | None


def changes(playbook: Playbook) -> tuple[Change, ...]:
    """Return what has changed since terms were agreed, material changes first, as one reads them.

    None where no agreed terms are on file: whoever asks looks at `playbook.agreed_terms` first.
    """
    agreed = playbook.agreed_terms
    if agreed is None or agreed.partner is playbook.partner:
        return ()
    known = playbook.worked_out
    if _CHANGES not in known:
        pairs = _pairs(terms(agreed.partner), terms_of(playbook))
        found = [_change(old, new, playbook) for old, new in pairs]
        found.sort(key=lambda change: (not change.material, _order(change.path)))
        known[_CHANGES] = tuple(found)
    return cast("tuple[Change, ...]", known[_CHANGES])


_CHANGES = "changes"


def _order(path: Path_) -> tuple[int, ...]:
    """Return the place of a path in the order of the schema."""
    block: type[Block] = Partner
    order = []
    for key in path:
        if isinstance(key, int):
            order.append(key)
        else:
            order.append(list(shapes(block)).index(key))
            block = shapes(block)[key].type
    return tuple(order)


def _change(old: Term | None, new: Term | None, playbook: Playbook) -> Change:
    here = new or old
    assert here is not None  # noqa: S101 - a pair has one of the two
    kind = Kind.CHANGED if old and new else Kind.ADDED if new else Kind.DROPPED
    before, now = old.value if old else None, new.value if new else None
    values = [value for value in (before, now) if value is not None]
    material = is_material(here.path, *values)
    return Change(kind, here.path, before, now, material, changed_by(old, new, playbook))


def _pairs(old: list[Term], new: list[Term]) -> Iterator[Pair]:
    """Yield what is said otherwise, or by one side only: the term as agreed, and as it is."""
    gone, come = _without(old, new), _without(new, old)
    gone, come = _whole(gone, new), _whole(come, old)
    places = dict.fromkeys(term.place for term in (*come, *gone))
    before, now = _by_place(gone), _by_place(come)
    for place in places:
        yield from _matched(before.get(place, []), now.get(place, []))


def _without(these: list[Term], others: list[Term]) -> list[Term]:
    """Return the terms that others do not say, each as often as it is said once too often."""
    said = Counter((term.place, term.spelling) for term in others)
    left = []
    for term in these:
        key = (term.place, term.spelling)
        if said[key]:
            said[key] -= 1
        else:
            left.append(term)
    return left


def _whole(these: list[Term], others: list[Term]) -> list[Term]:
    """Return the terms with list items that others do not have told as one each."""
    known = {term.item.place for term in others if term.item}
    left: dict[tuple[str, Path_], Term] = {}
    for term in these:
        item = term.item
        if item and item.place not in known:
            left[item.place, item.path] = Term(item.place, item.path, item.block, "")
        else:
            left[term.place, term.path] = term
    return list(left.values())


def _by_place(these: list[Term]) -> dict[str, list[Term]]:
    found: dict[str, list[Term]] = {}
    for term in these:
        found.setdefault(term.place, []).append(term)
    return found


def _matched(before: list[Term], now: list[Term]) -> Iterator[Pair]:
    """Match the terms of one place: rows by what they start with, in order."""
    rows = any(isinstance(term.path[-1], int) for term in (*before, *now))
    left = list(before)
    for new in now:
        old = next((each for each in left if not rows or _start(each) == _start(new)), None)
        if old:
            left.remove(old)
        yield Pair(old, new)
    for old in left:
        yield Pair(old, None)


def _start(row: Term) -> str:
    """Return the first thing that a row says: the name of a rate, the days of a window."""
    if not isinstance(row.value, Block):
        return ""
    values = (getattr(row.value, shape.name) for shape in term_fields(type(row.value)))
    return next((spelling(value) for value in values if value is not None), "")
