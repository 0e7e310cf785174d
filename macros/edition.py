"""Edition: the sheets of all partners as one state of the records makes them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from macros.book import Book, Folder, OnDemand, as_of
from macros.content import GoneError, OnPage
from macros.digest import digest_of
from macros.drawer import unpacked
from macros.known import recall, remember
from macros.records.problems import in_reading_order
from macros.render.compiled import keep_compiled
from macros.render.engine import environment
from macros.render.shell import Leaf
from macros.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from macros.content import Content, Packed
    from macros.known import Made
    from macros.records.problems import Problem
    from macros.render.calendar_feed import Dated
    from macros.render.links import Addresses
    from macros.render.sheets import Face, Sheet
    from macros.render.shell import Heading


class Edition:
    """What a build shows of all partners; `book` has the house and every playbook, on demand.

    Making the sheets goes on beside whatever else the program does: each is waited for when it is
    asked for.
    """

    def __init__(self, studio: Studio, known: Mapping[str, Made]) -> None:
        folder = studio.folder
        self._playbooks = OnDemand(folder, folder.records)
        self.book = Book.of(folder, self._playbooks, [])
        self.today, self.addresses = studio.today, studio.addresses
        self._studio = studio
        found = {slug: known[slug] for slug in folder.records if slug in known}
        self._made = {slug: made for slug, made in found.items() if made.key == studio.key(slug)}
        self.new = tuple(slug for slug in folder.records if slug not in self._made)
        """The partners of whom something has changed since they were `known`."""
        self._coming = iter(self.new)
        self._work = studio.made_of(self.new)
        self._headings: dict[tuple[Heading, ...], tuple[Heading, ...]] = {}

    @classmethod
    def begin(cls, root: Path, addresses: Addresses) -> Edition:
        """Begin to make every partner's sheet that is not known from the last time."""
        studio = Studio(Folder.read(root), as_of(), addresses)
        keep_compiled(environment(), root)
        return cls(studio, recall(root))

    @property
    def root(self) -> Path:
        """The folder of the project."""
        return self._studio.folder.root

    @property
    def slugs(self) -> tuple[str, ...]:
        """The names of all records, in order; not each of them has a sheet."""
        return tuple(self._studio.folder.records)

    @property
    def size(self) -> int:
        """The bytes of all records."""
        return sum(len(file.content or b"") for file in self._studio.folder.records.values())

    def key(self, slug: str) -> bytes:
        """Return what all that is shown of a partner comes down to; nothing without a record."""
        return self._studio.key(slug) if slug in self._studio.folder.records else b""

    def has_this_house(self) -> bool:
        """Tell whether the house file still says what it said when the records were read."""
        return self._studio.folder.has_this_house()

    @property
    def read(self) -> frozenset[str]:
        """The partners whose playbooks somebody has asked `book` for."""
        return self._playbooks.read

    def face(self, slug: str) -> Face | None:
        """Return what is known of a partner's page; None where the record is too wrong for one."""
        return self._of(slug).face

    def leaf(self, slug: str) -> Leaf | None:
        """Return what the page of a partner has of its own, or None where it is to have none."""
        face = self.face(slug)
        return face and Leaf(slug, face.title, face.headings, self.html(slug))

    def html(self, slug: str) -> bytes:
        """Return the HTML of a partner's page, in UTF-8; nothing where there is none."""
        return self._read(slug, lambda made: made.html)

    def place(self, slug: str) -> OnPage | None:
        """Return on which page of an earlier build the HTML of a partner stands, if on one."""
        html = self._of(slug).html
        return html if isinstance(html, OnPage) else None

    @cached_property
    def faces(self) -> dict[str, Face]:
        """What is known of every page by slug."""
        return {slug: made.face for slug, made in self.made().items() if made.face}

    @cached_property
    def sheets(self) -> dict[str, Sheet]:
        """Every sheet by slug."""
        return {slug: unpacked(self._read(slug, _sheet)) for slug in self.faces}

    def forget_sheets(self) -> None:
        """Let go of all sheets; whoever asks again gets them again."""
        self.__dict__.pop("sheets", None)

    @property
    def events(self) -> Iterator[Dated]:
        """Every event of every partner."""
        for slug in self.faces:
            yield from unpacked(self._read(slug, _events))

    @property
    def seen(self) -> bytes:
        """What is equal where all faces are."""
        return digest_of(made.seen for made in self.made().values())

    @property
    def listed(self) -> bytes:
        """What is equal where all sheets are."""
        return _digest_of_all(made.sheet for made in self.made().values())

    @property
    def dated(self) -> bytes:
        """What is equal where all events are."""
        return _digest_of_all(made.events for made in self.made().values())

    @cached_property
    def problems(self) -> list[Problem]:
        """Everything that is wrong in the records and in the house file."""
        found = (problem for made in self.made().values() for problem in made.problems)
        return in_reading_order([*self.book.problems, *found])

    def made(self) -> dict[str, Made]:
        """Return what all records make, by slug; the next edition will know it."""
        made = {slug: self._of(slug) for slug in self.slugs}
        self.stop()
        remember(self.root, made)
        return made

    def _read(self, slug: str, part: Callable[[Made], Content | None]) -> bytes:
        """Return a part of what was made of a record; it is made again where it is gone."""
        content = part(self._of(slug))
        try:
            return content.read() if content else b""
        except GoneError:
            self._made[slug] = self._studio.made(slug)
            return self._read(slug, part)

    def _of(self, slug: str) -> Made:
        while slug not in self._made:
            name = next(self._coming)
            self._made[name] = self._sharing(next(self._work))
        return self._made[slug]

    def _sharing(self, made: Made) -> Made:
        """Return what was made of a record, with the headings that its page has like others."""
        if made.face is None:
            return made
        headings = self._headings.setdefault(made.face.headings, made.face.headings)
        return made._replace(face=made.face._replace(headings=headings))

    def stop(self) -> None:
        """Make no more: nobody is going to ask."""
        self._work.stop()


def _sheet(made: Made) -> Content | None:
    return made.sheet and made.sheet.content


def _events(made: Made) -> Content | None:
    return made.events and made.events.content


def _digest_of_all(packed: Iterable[Packed | None]) -> bytes:
    return digest_of(each.digest if each else b"" for each in packed)
