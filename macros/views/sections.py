"""Sections: the clauses of a partner or of the house, gathered under their headings."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from macros.records.check import block_at
from macros.records.fields import Audience, Block, shapes
from macros.records.playbook import value_at
from macros.views.audience import may_see
from macros.views.clauses import is_internal
from macros.views.outline import SECTIONS, Outline
from macros.views.parts import Cell, Fact, Facts, Group, Part, Section, gathered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from macros.records.identity import Contact
    from macros.records.partner import Terms
    from macros.records.source import Path_
    from macros.views.clauses import Reader
    from macros.views.wording import Language


def section(outline: Outline, groups: Sequence[Group], reader: Reader) -> Section | None:
    """Return a section, or None where there is nothing in it."""
    if not groups:
        return None
    return _empty(outline, reader.language)._replace(groups=tuple(groups))


@lru_cache(maxsize=128)
def _empty(outline: Outline, language: Language) -> Section:
    """Return a section in which nothing stands yet."""
    say = language.say
    seen = (may_see(Audience.COMMERCIAL, tuple(path.split("."))) for path in outline.paths)
    return Section(
        outline.id,
        say(outline.title),
        outline.guide,
        say(outline.guide_title),
        say(outline.reason),
        (),
        bool(outline.paths) and not any(seen),
    )


def clauses(outline: Outline, root: Block, house: object, reader: Reader) -> Iterator[Group]:
    """Yield the clauses of `root` that belong to a section, compared with those of the house."""
    loose: list[Fact | Part] = []
    for place in _places(outline, type(root), reader.audience):
        path = place.path
        value = value_at(root, path)
        if value is None or value == ():
            continue
        if isinstance(value, Block):
            title = reader.label(place.block, place.name)
            group = reader.group(value, value_at(house, path), path, title, apart=place.apart)
            if group.parts:
                yield _untitled(group, reader) if place.is_section else group
            continue
        shape = shapes(place.block)[place.name]
        words = reader.label(place.block, place.name)
        if shape.kind == "blocks" and isinstance(value, tuple):
            loose.append(reader.table(words, value))
        else:
            cell = Cell(reader.pieces(value, shape))
            loose.append(Fact(words, cell, is_internal(shape)))
    if loose:
        yield Group(f"{outline.id}-facts", "", gathered(loose))


class _Place(NamedTuple):
    """A field that a section shows."""

    path: Path_
    block: type[Block]
    """The kind of block that the field is of."""
    name: str
    apart: tuple[str, ...]
    """The fields of its block that have a place of their own."""
    is_section: bool
    """Whether its clause is the section itself."""


@lru_cache(maxsize=256)
def _places(outline: Outline, root: type[Block], audience: Audience) -> tuple[_Place, ...]:
    """Return the fields of a section that a reader may see."""
    paths = [tuple(name.split(".")) for name in outline.paths]
    return tuple(
        _Place(
            path,
            block_at(root, path[:-1]) or root,
            path[-1],
            _shown_apart(path),
            ".".join(path) == outline.itself,
        )
        for path in paths
        if may_see(audience, path)
    )


def _untitled(group: Group, reader: Reader) -> Group:
    return reader.once(("untitled", id(group)), group, lambda: group._replace(title=""))


def contacts(
    firm: str, people: tuple[Contact, ...] | None, name: str, reader: Reader
) -> Iterator[Group]:
    """Yield the contacts of a firm."""
    if people:
        title = reader.language.say("At {firm}", firm=firm)
        yield Group(f"contacts-{name}", title, (reader.table("", people),))


def other_terms(terms: Terms, reader: Reader, section: str) -> Iterator[Group]:
    """Yield the terms without a field of their own that belong to a section ('' for none)."""
    if not may_see(reader.audience, ("other_terms",)):
        return
    found = [term for term in terms.other_terms or () if _section_of(term.about or "") == section]
    if found:
        facts = tuple(
            Fact(term.title or "", Cell((reader.language.words(term.text),) if term.text else ()))
            for term in found
        )
        title = reader.language.say("Also agreed")
        yield Group(f"{section or 'other'}-also-agreed", title, (Facts(facts),))


@lru_cache(maxsize=512)
def _section_of(about: str) -> str:
    """Return the section that a term about a field belongs to, or nothing."""
    best = ""
    found = ""
    for outline in SECTIONS:
        for name in outline.paths:
            if (about == name or about.startswith(f"{name}.")) and len(name) > len(best):
                best, found = name, outline.id
    return found


def _shown_apart(path: Path_) -> tuple[str, ...]:
    """Return the fields of a block that have a place of their own in the outline."""
    prefix = ".".join(map(str, path)) + "."
    return tuple(
        name.removeprefix(prefix)
        for outline in SECTIONS
        for name in outline.paths
        if name.startswith(prefix) and "." not in name.removeprefix(prefix)
    )
