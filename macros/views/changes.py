"""Changes: what is no longer as it was agreed, old beside new, in the words of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.records.check import shape_at
from macros.records.fields import Audience, Block, shapes
from macros.records.partner import Partner
from macros.records.playbook import Origin, value_at
from macros.terms.changes import Kind
from macros.terms.material import differing
from macros.views.audience import may_see
from macros.views.columns import COLUMNS, SENTENCES
from macros.views.parts import Cell, Group, Table
from macros.views.wording import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from macros.records.agreed import Header
    from macros.records.fields import Shape
    from macros.records.playbook import Playbook
    from macros.records.source import Path_
    from macros.terms.changes import Change
    from macros.views.clauses import Pieces, Reader
    from macros.views.wording import Language


class Told(NamedTuple):
    """A change in words: of what, what was agreed, what holds now, and who changed it."""

    where: str
    old: Pieces
    new: Pieces
    material: bool
    by: str


def section_of_changes(
    playbook: Playbook, found: tuple[Change, ...], reader: Reader
) -> Iterator[Group]:
    """Yield the table of what has changed since terms were agreed, where something has."""
    rows = [_row(each, reader.language) for each in told(playbook, found, reader)]
    agreed = playbook.agreed_terms
    if not rows or agreed is None:
        return
    say = reader.language.say
    head = (say("What"), say("As agreed"), say("Now"), say("Changed"))
    yield Group("changes-since", "", (Table(_caption(agreed.header, reader), head, tuple(rows)),))


def _caption(agreed: Header, reader: Reader) -> str:
    say = reader.language.say
    # When the terms were agreed is not told at the door.
    if reader.audience is Audience.ONSITE:
        return say("Compared with what was agreed")
    on = reader.language.date(agreed.on)
    return say("Compared with version {version}, agreed on {date}", version=agreed.version, date=on)


def count_in_words(found: tuple[Change, ...], language: Language) -> str:
    """Return how many terms have changed since they were agreed."""
    if not found:
        return language.say("no term changed since")
    return language.say_count(
        len(found), "{count} term changed since", "{count} terms changed since"
    )


def _row(change: Told, language: Language) -> tuple[Cell, ...]:
    mark = (Words(language.say("material"), "chip--warn"),) if change.material else ()
    return (
        Cell((Words(change.where), *mark)),
        Cell(change.old),
        Cell(change.new),
        Cell((Words(change.by),)),
    )


def told(playbook: Playbook, found: Iterable[Change], reader: Reader) -> Iterator[Told]:
    """Yield the changes in words, as far as this reader may see what has changed."""
    say = reader.language.say
    by = {Origin.PARTNER: say("in {their} own terms")}
    for change in found:
        shape = shape_at(Partner, change.path)
        if shape and may_see(reader.audience, change.path) and _shows(change, shape, reader):
            where = ": ".join(_trail(playbook, change, reader))
            who = by.get(change.origin, say("in the house standards"))
            yield Told(where, *_values(change, shape, reader), change.material, who)


def _shows(change: Change, shape: Shape, reader: Reader) -> bool:
    """Tell whether a field in which a row differs is one that this reader may see."""
    rows = [each for each in (change.old, change.new) if isinstance(each, Block)]
    if not rows or type(rows[0]).speaks:
        return True
    seen = shapes(shape.type)
    return any(
        reader.audience.sees(audience)
        for name in differing(*rows)
        if (audience := seen[name].audience)
    )


def _trail(playbook: Playbook, change: Change, reader: Reader) -> Iterator[str]:
    """Yield the names of the clauses that lead to a change, and its own."""
    root = playbook.partner
    if change.kind is Kind.DROPPED and playbook.agreed_terms:
        root = playbook.agreed_terms.partner
    block: type[Block] = Partner
    path = _up_to_the_clause(change.path)
    for at, key in enumerate(path):
        if isinstance(key, int):
            continue
        shape = shapes(block)[key]
        name = reader.label(block, key)
        item = value_at(root, path[: at + 2]) if shape.kind == "blocks" else None
        called = _called(item, reader) if isinstance(item, Block) else ""
        if key not in _FRAMES or at == len(path) - 1:
            yield f"{name}, {called}" if called else name
        block = shape.type


_FRAMES = frozenset({"subcontract", "standards", "referral", "governance"})
"""Blocks that only hold others: where one of them stands is plain without their names."""


def _up_to_the_clause(path: Path_) -> Path_:
    """Return a path without 'not_applicable': what is put aside is the clause."""
    return path[:-1] if path[-1] == "not_applicable" else path


def _called(item: Block, reader: Reader) -> str:
    """Return what an item of a list is known by: the first cell of its row, or its key."""
    columns = COLUMNS.get(type(item))
    if columns:
        first = next(iter(columns.values()))
        return " ".join(piece.text for piece in first(item, reader.language))
    title = getattr(item, "title", None) or getattr(item, type(item).key or "", None)
    return reader.language.text(title) if title else ""


def _values(change: Change, shape: Shape, reader: Reader) -> tuple[Pieces, Pieces]:
    """Return what was agreed and what holds now."""
    old, new = change.old, change.new
    if shape.name == "not_applicable":
        return _put_aside(old, reader), _put_aside(new, reader)
    if isinstance(old, Block) and isinstance(new, Block):
        return _rows(old, new, shape, reader)
    if isinstance(old, tuple) and isinstance(new, tuple):
        gone = tuple(each for each in old if each not in new)
        come = tuple(each for each in new if each not in old)
        # Where the same stands in another order, that is what has changed.
        old, new = (gone, come) if gone or come else (old, new)
    return _value(old, shape, reader), _value(new, shape, reader)


def _value(value: object, shape: Shape, reader: Reader) -> Pieces:
    """Return a value in words, or that there is none."""
    say = reader.language.say
    if value is None or value == ():
        listed = shape.kind in {"scalars", "blocks"}
        return (Words(say("not listed") if listed else say("not said")),)
    if isinstance(value, Block) and type(value).speaks:
        return (Words(say("part of the terms")),)
    return reader.pieces(value, shape)


def _put_aside(reason: object, reader: Reader) -> Pieces:
    say = reader.language.say
    return (Words(say("does not apply: {reason}", reason=reason) if reason else say("applies")),)


def _rows(old: Block, new: Block, shape: Shape, reader: Reader) -> tuple[Pieces, Pieces]:
    """Return what differs in two rows, or the whole of both where one sentence says them."""
    if type(old) in SENTENCES:
        return reader.pieces(old, shape), reader.pieces(new, shape)
    cells = _cells(old, new, reader)
    if cells != ((), ()):
        return cells
    known = shapes(type(old))
    names = [name for name in differing(old, new) if known[name].is_term]
    return _fields(old, names, reader), _fields(new, names, reader)


def _cells(old: Block, new: Block, reader: Reader) -> tuple[Pieces, Pieces]:
    """Return the cells in which two rows of a table differ; a remark is no term."""
    if type(old) not in COLUMNS:
        return (), ()
    before, now = (row.model_copy(update={"note": None}) for row in (old, new))
    cells = [
        (make(before, reader.language), make(now, reader.language))
        for make in COLUMNS[type(old)].values()
    ]
    unlike = [pair for pair in cells if pair[0] != pair[1]]
    nothing = [Words(reader.language.say("not said"))]
    return (
        tuple(piece for cell, _ in unlike for piece in cell or nothing),
        tuple(piece for _, cell in unlike for piece in cell or nothing),
    )


def _fields(row: Block, names: list[str], reader: Reader) -> Pieces:
    """Return some fields of a row with their names."""
    said = []
    for name in names:
        value = getattr(row, name)
        pieces = () if value is None else reader.pieces(value, shapes(type(row))[name])
        told = ", ".join(piece.text for piece in pieces) or reader.language.say("not said")
        said.append(Words(f"{reader.label(type(row), name)}: {told}"))
    return tuple(said)
