"""Clauses: the blocks of a record as facts, tables and steps, for one reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from macros.records.fields import Audience, Block, Shape, shapes
from macros.records.identity import Purpose
from macros.records.playbook import Origin, Playbook, twin
from macros.records.scalars import Date, Id
from macros.records.work import Standard
from macros.terms.expiry import window
from macros.views.alike import Drawn, Names, Notes
from macros.views.columns import COLUMNS, SENTENCES
from macros.views.labels import label
from macros.views.lately import Lately
from macros.views.papers import last_day
from macros.views.parts import (
    Cell,
    Difference,
    Fact,
    Group,
    Houses,
    Part,
    Step,
    Steps,
    Table,
    gathered,
)
from macros.views.steps import STEPS
from macros.views.wording import Language, Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Hashable, Iterator

    from macros.records.identity import Contact
    from macros.records.source import Path_

Pieces: TypeAlias = tuple[Words, ...]
Blocks: TypeAlias = tuple[Block, ...]
Rows: TypeAlias = tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]

# Names of fields that refer to a contact.
_REFERENCES = frozenset({"to", "tell", "contact"})
_PURPOSES = frozenset(purpose.value for purpose in Purpose)


def _rank(part: Fact | Part) -> int:
    return _RANK.get(type(part), 0)


_RANK: dict[type, int] = {Steps: 1, Group: 2}

T = TypeVar("T")


@dataclass
class Reader:
    """Who reads which playbook; notes each difference from the house on the way.

    Nearly all that a page says is the house's, or is said by other partners too. It is drawn once
    for the same objects in the same place, and holds for another playbook that answers alike what
    was asked meanwhile: whom a name stands for, and who set a value.
    """

    audience: Audience
    language: Language
    contact: Callable[[str], Contact | None]
    today: dt.date | None
    playbook: Playbook | None = None
    hidden: frozenset[str] = frozenset({"applies_to"})
    notes: Notes = field(default_factory=Notes.none)

    @property
    def differences(self) -> list[Difference]:
        """What was found to differ from the house's terms."""
        return self.notes.differences

    @cached_property
    def names(self) -> Names:
        """What names the parts of the record, for all who read it."""
        known: Any = self.playbook.worked_out if self.playbook else {}
        names: Names = known.setdefault("names", Names())
        return names

    def is_own(self, path: Path_) -> bool:
        """Tell whether the partner's record set the value at `path`."""
        own = self.notes.own[path] = self._is_own(path)
        return own

    def _is_own(self, path: Path_) -> bool:
        return self.playbook is not None and self.playbook.origin(path) is Origin.PARTNER

    def asked(self, name: str) -> Contact | None:
        """Return the contact that `name` refers to; what is drawn with it depends on it."""
        found = self.notes.contacts[name] = self.contact(name)
        return found

    def label(self, block: type[Block], name: str) -> str:
        """Return the words for a field's name."""
        return _label(block, name, self.language)

    def once(self, key: tuple[Hashable, ...], of: object, draw: Callable[[], T]) -> T:
        """Return what `draw` says, drawn once for all playbooks of which it is true.

        The `key` names all that it says, parts of records by their ids: `of` holds them.
        """
        known = self._known[key]
        if known is None or (known.notes and not self._answers(known.notes)):
            outer, self.notes = self.notes, Notes.none()
            words = draw()
            known = Drawn(words, None if self.notes.is_empty else self.notes, of)
            self.notes = outer
            self._known.keep(key, known)
        if known.notes:
            self.notes.take(known.notes)
        drawn: T = known.words
        return drawn

    def gathered(self, name: str, title: str, parts: tuple[Part, ...]) -> Group:
        """Return a group of parts that were drawn once, which then is one object as they are."""
        key = ("gathered", name, title, *map(id, parts))
        return self.once(key, parts, lambda: Group(name, title, parts))

    def _answers(self, notes: Notes) -> bool:
        """Tell whether this playbook answers alike."""
        for name, found in notes.contacts.items():
            if self.contact(name) != found:
                return False
        return all(self._is_own(path) is own for path, own in notes.own.items())

    @cached_property
    def _known(self) -> Lately[Hashable, Drawn]:
        """What was drawn for readers like this one."""
        key = ("drawn", self.audience, self.language, self.hidden, self.today)
        shared: Any = self.playbook.shared if self.playbook else {}
        if key not in shared:
            shared[key] = Lately()
        known: Lately[Hashable, Drawn] = shared[key]
        return known

    def group(
        self,
        block: Block,
        house: object,
        path: Path_,
        title: str,
        trail: str = "",
        apart: tuple[str, ...] = (),
    ) -> Group:
        """Return a block as a group, compared with the house's block of the same place.

        The fields `apart` are shown elsewhere.
        """
        block = self._shared(block, house, path)
        return self.once(
            (path, title, trail, self.names.of(block, house, apart)),
            (block, house),
            lambda: self._group(block, house, path, title, trail, apart),
        )

    def _shared(self, value: T, house: Any, path: Path_) -> T:  # noqa: ANN401 - of any kind
        """Return a value, the house's own object where the record leaves it as it is."""
        if value is house or house is None or value != house or self._is_own(path):
            return value
        same: T = house
        return same

    def _group(
        self,
        block: Block,
        house: object,
        path: Path_,
        title: str,
        trail: str,
        apart: tuple[str, ...],
    ) -> Group:
        title = getattr(block, "title", None) or title
        trail = f"{trail}: {title}" if trail else title
        self._note_put_aside(block, house, path, trail)
        found: list[Fact | Part] = []
        theirs = vars(house) if isinstance(house, Block) else {}
        for name, shape, value in self.fields(block):
            if name not in apart:
                found += self._field(block, shape, value, theirs.get(name), (*path, name), trail)
        # What follows a heading or a caption reads as part of it: facts come before both.
        in_order = sorted(found, key=_rank)
        return Group(_anchor(path), title, gathered(in_order))

    def _field(
        self,
        block: Block,
        shape: Shape,
        value: object,
        theirs: Any,  # noqa: ANN401 - of the kind of the value
        path: Path_,
        trail: str,
    ) -> list[Fact | Part]:
        """Return what a field says, compared with what the house says there."""
        kind = type(block)
        words = self.label(kind, shape.name)
        if isinstance(value, tuple) and issubclass(shape.type, Standard):
            # Each is a clause of its own, as the standards with a block of their own are.
            return [
                self.group(own, twin(own, theirs), (*path, at), own.title or own.id or words, trail)
                for at, own in enumerate(value)
            ]
        where = f"{trail}: {words}"
        if isinstance(value, tuple) and shape.kind == "blocks":
            items = self._shared(value, theirs, path)
            key = (path, where, self.names.of(items, theirs))
            return [
                self.once(
                    key,
                    (items, theirs),
                    lambda: self._list(items, theirs or (), path, words, where),
                )
            ]
        if isinstance(value, Block) and type(value) not in SENTENCES:
            nested = self.group(value, theirs, path, words, trail)
            return [nested] if nested.parts else []
        if shape.name in {"title", kind.key}:
            return []
        shared = self._shared(value, theirs, path)

        def fact() -> Fact:
            cell = self._cell(shared, theirs, shape, path, where)
            return Fact(words, cell, is_internal(shape))

        return [self.once((path, where, self.names.of(shared, theirs)), (shared, theirs), fact)]

    def table(self, caption: str, items: tuple[Block, ...]) -> Table:
        """Return a list of blocks as a table, nothing compared."""
        return Table(caption, *self._rows(items, (), (), caption))

    def fields(self, block: Block) -> Iterator[tuple[str, Shape, object]]:
        """Yield name, shape and value of every field that is set and that this reader may see.

        A reason why the clause does not apply comes first, a remark last.
        """
        values = vars(block)
        for name, shape in _visible(type(block), self.audience, self.hidden):
            value = values[name]
            if value is not None and value != ():
                yield name, shape, value

    def pieces(self, value: object, shape: Shape) -> Pieces:
        """Return a value in words, each item of a list a piece of its own."""
        if isinstance(value, tuple):
            return tuple(piece for item in value for piece in self.pieces(item, shape))
        if shape.name in _REFERENCES and isinstance(value, Id):
            return self.reach(value)
        if isinstance(value, Block):
            sentence = SENTENCES.get(type(value))
            return tuple(sentence(value, self.language)) if sentence else self.summary(value)
        if shape.name == "expires" and isinstance(value, Date):
            return self._last_day(value)
        return (self.language.words(value),)

    def _last_day(self, value: Date) -> Pieces:
        """Return a last day, marked where it is near or past."""
        words = self.language.words(value)
        if self.today is None or self.playbook is None:
            return (words,)
        near = window(self.playbook.house)
        return last_day(words, value, self.today, near, self.language)

    def reach(self, name: str) -> Pieces:
        """Return the contact that `name` refers to, with the number to call."""
        found = self.asked(name)
        if found is None:
            return (Words(name),)
        shown = Words(found.name or found.role or self._purpose(name))
        return (shown, self.language.words(found.phone)) if found.phone else (shown,)

    def _purpose(self, name: str) -> str:
        """Return what a contact is called for, where nothing else names it."""
        purpose = name in _PURPOSES
        return self.language.text(Purpose(name)) if purpose else name.replace("_", " ")

    def _houses(self, words: Pieces) -> Houses | None:
        """Return what the house says; a partner sees a mark alone, not what others agree to."""
        if not words:
            return None
        mark, lead = self._around
        told = self.audience is Audience.INTERNAL
        return Houses(mark, lead, words) if told else Houses(mark, "", ())

    @cached_property
    def _around(self) -> tuple[str, str]:
        """The words around what the house says."""
        return self.language.say("Differs."), self.language.say("House:")

    def summary(self, block: Block) -> Pieces:
        """Return a whole block in one line."""
        if type(block) in COLUMNS:
            return (Words(", ".join(piece.text for cell in self._said(block) for piece in cell)),)
        step = self._step(block)
        if step:
            return (Words(f"{step.when}:"), *step.what, *((step.say,) if step.say else ()))
        said = []
        for name, shape, value in self.fields(block):
            # A mark that depends on the day has no place in a line of text.
            pieces = (each for each in self.pieces(value, shape) if not each.is_chip)
            words = ", ".join(piece.text for piece in pieces)
            own = name in {type(block).key, "name", "title"}
            called = self.language.inside(self.label(type(block), name))
            said.append(words if own else f"{called}: {words}")
        return (Words("; ".join(said)),)

    def _cell(self, value: object, theirs: object, shape: Shape, path: Path_, where: str) -> Cell:
        words = self.pieces(value, shape)
        if theirs is None or theirs == value or not self.is_own(path):
            return Cell(words)
        house = self.pieces(theirs, shape)
        self.differences.append(Difference(where, words, house, is_internal(shape)))
        return Cell(words, self._houses(house))

    def _list(
        self, items: Blocks, theirs: Blocks, path: Path_, caption: str, where: str
    ) -> Table | Steps:
        kind = type(items[0])
        self._note_added(items, theirs, path, where)
        house = self._replaced(items, theirs, path, where)
        if kind in STEPS:
            made = []
            for index, item in enumerate(items):
                step = self._step(item)
                changed = self._changed(item, theirs, (*path, index), where)
                made += [step._replace(house=self._houses(changed))] if step else []
            return Steps(caption, tuple(made), self._houses(house))
        if kind in COLUMNS:
            spoken = self._spoken_rows(items, theirs, path, where)
            return Table(caption, *spoken, self._houses(house))
        return Table(caption, *self._rows(items, theirs, path, where), self._houses(house))

    def _replaced(self, items: Blocks, theirs: Blocks, path: Path_, where: str) -> Pieces:
        """Return the house's list where a list without keys stands in its place."""
        if not theirs or type(items[0]).key or theirs == items or not self.is_own(path):
            return ()
        here = self._lines(items)
        house = self.once((path, "lines", id(theirs)), theirs, lambda: self._lines(theirs))
        self.differences.append(Difference(where, here, house))
        return house

    def _lines(self, items: Blocks) -> Pieces:
        """Return several blocks in a line each, or in a row where they hold more than text."""
        first, *others = [self.summary(item) for item in items]
        plain = all(len(line) == 1 for line in (first, *others))
        between = () if plain else (Words("·"),)
        return (*first, *(piece for line in others for piece in (*between, *line)))

    def _changed(self, item: Block, theirs: Blocks, path: Path_, where: str) -> Pieces:
        """Return the house's item where the record says something else of it."""
        other = twin(item, theirs)
        if other is None or other == item or not self.is_own(path):
            return ()
        house = self.summary(other)
        self.differences.append(Difference(where, self.summary(item), house))
        return house

    def _note_put_aside(self, block: Block, house: object, path: Path_, where: str) -> None:
        reason = getattr(block, "not_applicable", None)
        if reason and house is not None and self.is_own((*path, "not_applicable")):
            say = self.language.say
            here = Words(say("does not apply: {reason}", reason=reason))
            self.differences.append(Difference(where, (here,), (Words(say("applies")),)))

    def _note_added(self, items: Blocks, theirs: Blocks, path: Path_, where: str) -> None:
        for index, item in enumerate(items if theirs and type(items[0]).key else ()):
            if twin(item, theirs) is None and self.is_own((*path, index)):
                here = self.summary(item)
                absent = Words(self.language.say("not listed"))
                self.differences.append(Difference(where, here, (absent,)))

    def _rows(self, items: Blocks, theirs: Blocks, path: Path_, where: str) -> Rows:
        """Return head and rows with a column for every field that any item sets."""
        kind = type(items[0])
        rows = [
            {name: (shape, value) for name, shape, value in self.fields(item)} for item in items
        ]
        visible = _visible(kind, self.audience, self.hidden)
        names = [name for name, _ in visible if any(name in row for row in rows)]
        # What a row is called comes first; on a phone it is the title of a card.
        ends = {kind.key or "name": -1, "title": -1, "not_applicable": 1, "note": 2}
        names.sort(key=lambda name: ends.get(name, 0))
        # A short name is for other records to refer by; people read the rest.
        names = [name for name in names if name != "id"] or names
        cells = []
        for index, (item, row) in enumerate(zip(items, rows, strict=True)):
            other = twin(item, theirs)
            called = self._called(item)
            cells.append(
                tuple(
                    self._cell(
                        row[name][1],
                        getattr(other, name, None),
                        row[name][0],
                        (*path, index, name),
                        f"{where}, {called}: {self.label(kind, name)}",
                    )
                    if name in row
                    else Cell()
                    for name in names
                )
            )
        return tuple(self.label(kind, name) for name in names), tuple(cells)

    def _spoken_rows(self, items: Blocks, theirs: Blocks, path: Path_, where: str) -> Rows:
        """Return head and rows of a table whose cells say several fields; no column is empty."""
        columns = COLUMNS[type(items[0])]
        said = [self._said(item) for item in items]
        used = [index for index in range(len(columns)) if any(row[index] for row in said)]
        rows = []
        for index, (item, row) in enumerate(zip(items, said, strict=True)):
            house = self._changed(item, theirs, (*path, index), where)
            cells = [Cell(row[column]) for column in used]
            # Of items that say nothing there is no column.
            cells[:1] = [cell._replace(house=self._houses(house)) for cell in cells[:1]]
            rows.append(tuple(cells))
        heads = [self.language.say(head) for head in columns]
        return tuple(heads[column] for column in used), tuple(rows)

    def _said(self, row: Block) -> tuple[Pieces, ...]:
        """Return what a row says in each of its columns."""
        columns = COLUMNS[type(row)].values()
        return self.once(
            ("row", type(row), self.names.of(row)),
            row,
            lambda: tuple(tuple(make(row, self.language)) for make in columns),
        )

    def _called(self, item: Block) -> str:
        key = type(item).key
        value = getattr(item, key) if key else None
        return self.language.text(value) if value else ""

    def _step(self, block: Block) -> Step | None:
        say = STEPS.get(type(block))
        return say(block, self.language, self.reach, self.audience) if say else None


def is_internal(shape: Shape) -> bool:
    """Tell whether only our own staff may see a field."""
    return (shape.audience or Audience.INTERNAL) is Audience.INTERNAL


@lru_cache(maxsize=8192)
def _label(block: type[Block], name: str, language: Language) -> str:
    return language.say(label(block, name))


@lru_cache(maxsize=1024)
def _visible(
    block: type[Block], audience: Audience, hidden: frozenset[str]
) -> tuple[tuple[str, Shape], ...]:
    ends = {"not_applicable": -1, "note": 1}
    in_order = sorted(shapes(block).items(), key=lambda field: ends.get(field[0], 0))
    return tuple(
        (name, shape)
        for name, shape in in_order
        if name not in hidden and audience.sees(shape.audience or Audience.INTERNAL)
    )


def _anchor(path: Path_) -> str:
    """Return the id of a clause on its page, `subcontract-payment` for `subcontract.payment`."""
    return "-".join(map(str, path)).replace("_", "-")
