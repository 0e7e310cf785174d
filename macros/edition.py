"""Edition: the sheets of all partners as one state of the records makes them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from macros.book import Book, Folder, OnDemand, as_of
from macros.digest import digest, digest_of
from macros.drawer import packed, unpacked
from macros.known import GoneError, Made, OnPage, Packed, Spooled, recall, remember
from macros.program import program
from macros.records.problems import in_reading_order
from macros.render.compiled import keep_compiled
from macros.render.engine import environment, templates
from macros.render.sheets import sheet
from macros.render.shell import Leaf
from macros.report import working_on
from macros.spool import spool_of
from macros.workers import made_of_all

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from macros.known import Content
    from macros.records.problems import Problem
    from macros.records.source import File
    from macros.render.calendar_feed import Dated
    from macros.render.links import Addresses
    from macros.render.sheets import Face, Sheet
    from macros.render.shell import Heading
    from macros.spool import Span
    from macros.workers import Work


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
        self._drafts = studio.drafts(self.new)

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

    @property
    def events(self) -> Iterator[Dated]:
        """Every event of every partner."""
        for slug in self.faces:
            yield from unpacked(self._read(slug, _events))

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
        remember(self.root, made)
        return made

    def _read(self, slug: str, part: Callable[[Made], Content | None]) -> bytes:
        """Return a part of what was made of a record; it is made again where it is gone."""
        content = part(self._of(slug))
        try:
            return content.read() if content else b""
        except GoneError:
            self._made[slug] = self._studio.made(slug, self._studio.draft(slug))
            return self._read(slug, part)

    def _of(self, slug: str) -> Made:
        while slug not in self._made:
            name = next(self._coming)
            self._made[name] = self._studio.made(name, next(self._drafts))
        return self._made[slug]

    def stop(self) -> None:
        """Make no more: nobody is going to ask."""
        self._drafts.stop()


# Below this it takes longer to start the workers than to do their work.
_WORTH_WORKERS = 60
_AT_ONCE = 16


class Aside(NamedTuple):
    """Something that a worker has packed and set aside, and what is equal where it is equal."""

    digest: bytes
    span: Span


class Draft(NamedTuple):
    """What a worker makes of a record."""

    problems: list[Problem]
    face: Face | None = None
    sheet: Aside | None = None
    events: Aside | None = None
    html: Span | None = None


class Studio:
    """Makes sheets of the records in a folder, for one day and one kind of addresses."""

    def __init__(self, folder: Folder, today: dt.date, addresses: Addresses) -> None:
        self.folder, self.today = folder, today
        self.addresses = addresses
        self._spool = spool_of(folder.root)
        self._headings: dict[tuple[Heading, ...], tuple[Heading, ...]] = {}
        said = repr((today, addresses)).encode()
        self._state = digest_of([program(), templates(), said, _digest(folder.house)])

    def key(self, slug: str) -> bytes:
        """Return what all that a sheet is made of comes down to."""
        agreed = self.folder.agreed.get(slug)
        files = [self.folder.records[slug], *([agreed] if agreed else [])]
        return digest(self._state + b"".join(map(_digest, files)))

    def drafts(self, slugs: Sequence[str]) -> Work[Draft]:
        """Begin to make several sheets; they come in order."""
        return made_of_all(self.draft, slugs, worth=_WORTH_WORKERS, at_once=_AT_ONCE)

    def draft(self, slug: str) -> Draft:
        """Make one sheet."""
        playbook, problems = self.folder.playbook(slug)
        if playbook is None:
            return Draft(problems)
        with working_on(self.folder.records[slug].name):
            drawn = sheet(playbook, self.today, self.addresses)
        sheet_, events = self._aside(drawn.sheet), self._aside(drawn.events)
        return Draft(problems, drawn.face, sheet_, events, self._spool.keep(drawn.html))

    def _aside(self, thing: object) -> Aside:
        # What is equal can be packed in different ways, but is written in one.
        return Aside(digest(repr(thing).encode()), self._spool.keep(packed(thing)))

    def made(self, slug: str, draft: Draft) -> Made:
        """Return what a draft is to later builds."""
        key, face = self.key(slug), draft.face and self._shared(draft.face)
        if draft.html is None:
            return Made(key, draft.problems)
        sheet_, events = self._packed(draft.sheet), self._packed(draft.events)
        return Made(key, draft.problems, face, sheet_, events, Spooled(self._spool, draft.html))

    def _packed(self, aside: Aside | None) -> Packed | None:
        return aside and Packed(aside.digest, Spooled(self._spool, aside.span))

    def _shared(self, face: Face) -> Face:
        """Return a face with the headings that it has in common with others."""
        return face._replace(headings=self._headings.setdefault(face.headings, face.headings))


def _sheet(made: Made) -> Content | None:
    return made.sheet and made.sheet.content


def _events(made: Made) -> Content | None:
    return made.events and made.events.content


def _digest_of_all(packed: Iterable[Packed | None]) -> bytes:
    return digest_of(each.digest if each else b"" for each in packed)


def _digest(file: File) -> bytes:
    return digest(repr(file).encode() if file.content is None else file.content)
