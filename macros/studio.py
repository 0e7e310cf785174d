"""Studio: where a record becomes all that a site shows of its partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from macros.records.source import File
    from macros.render.links import Addresses
    from macros.workers import Work

# Below this it takes longer to start the workers than to do their work.
_WORTH_WORKERS = 60
_AT_ONCE = 16


class Studio:
    """Makes sheets of the records in a folder, for one day and one kind of addresses."""

    def __init__(self, folder: Folder, today: dt.date, addresses: Addresses) -> None:
        self.folder, self.today = folder, today
        self.addresses = addresses
        self._spool = spool_of(folder.root)
        said = repr((today, addresses)).encode()
        self._state = digest_of([program(), templates(), said, _digest(folder.house)])

    def key(self, slug: str) -> bytes:
        """Return what all that a sheet is made of comes down to."""
        agreed = self.folder.agreed.get(slug)
        files = [self.folder.records[slug], *([agreed] if agreed else [])]
        return digest(self._state + b"".join(map(_digest, files)))

    def made_of(self, slugs: Sequence[str]) -> Work[Made]:
        """Begin to make several sheets; they come in order."""
        if len(slugs) >= _WORTH_WORKERS:
            self._spool.share()
        return made_of_all(self.made, slugs, worth=_WORTH_WORKERS, at_once=_AT_ONCE)

    def made(self, slug: str) -> Made:
        """Make one sheet; most of it is set aside."""
        key, (playbook, problems) = self.key(slug), self.folder.playbook(slug)
        if playbook is None:
            return Made(key, problems)
        with working_on(self.folder.records[slug].name):
            drawn = sheet(playbook, self.today, self.addresses)
        lines, events = self._packed(drawn.sheet), self._packed(drawn.events)
        seen, html = digest(repr(drawn.face).encode()), self._spooled(drawn.html)
        return Made(key, problems, drawn.face, lines, events, html, seen)

    def _packed(self, thing: object) -> Packed:
        # What is equal can be packed in different ways, but is written in one.
        return Packed(digest(repr(thing).encode()), self._spooled(packed(thing)))

    def _spooled(self, content: bytes) -> Spooled:
        return Spooled(self._spool, self._spool.keep(content))


def _digest(file: File) -> bytes:
    return digest(repr(file).encode() if file.content is None else file.content)
