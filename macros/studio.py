"""Studio: where a record becomes all that a site shows of its partner."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.content import Packed, Spooled
from macros.digest import digest, digest_of
from macros.drawer import packed
from macros.known import Made
from macros.program import program
from macros.render.engine import templates
from macros.render.sheets import sheet
from macros.report import working_on
from macros.spool import spool_of
from macros.workers import made_of_all

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from macros.book import Folder
    from macros.records.problems import Problem
    from macros.records.source import File
    from macros.render.links import Addresses
    from macros.render.sheets import Face
    from macros.render.shell import Heading
    from macros.spool import Span
    from macros.workers import Work

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
        if len(slugs) >= _WORTH_WORKERS:
            self._spool.share()
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


def _digest(file: File) -> bytes:
    return digest(repr(file).encode() if file.content is None else file.content)
