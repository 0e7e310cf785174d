"""Sheets: all that a site shows of one partner, ready to be set into its place."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

from macros.records.fields import Audience
from macros.records.identity import Status
from macros.render.links import Links
from macros.render.pages import playbook_page
from macros.terms.attention import needs
from macros.terms.expiry import window
from macros.views.agenda import Event, agenda
from macros.views.compare import Cells, cells
from macros.views.directory import Entry, entry
from macros.views.search import search_words

if TYPE_CHECKING:
    import datetime as dt

    from macros.records.playbook import Playbook
    from macros.terms.need import Need


class Sheet(NamedTuple):
    """A partner's page: what stands on it, in the directory and in the search.

    It holds nothing of the record itself, so that a site of thousands need not keep them in mind.
    """

    slug: str
    title: str
    headings: tuple[tuple[str, str], ...]
    """Id and title of each second-level heading."""
    entry: Entry
    needs: tuple[Need, ...]
    """What somebody has to see to at the partner."""
    missing: int
    """How many points of the guide nobody has settled, but for an ended alliance."""
    compared: Cells | None
    """Its row in the comparison, or None where it is no active subcontractor."""
    agenda: tuple[Event, ...]
    """The days of the partner for the calendar."""
    search_words: str
    packed: bytes
    """The page's HTML, in UTF-8 and compressed: tens of kilobytes, mostly the house's words."""

    @property
    def source(self) -> str:
        """The place that the page takes among the guidance."""
        return f"partners/{self.slug}.md"

    @property
    def record(self) -> str:
        """The file that one changes to change the page."""
        return f"partners/{self.slug}.yml"

    @property
    def html(self) -> bytes:
        """The page's HTML, in UTF-8."""
        return zlib.decompress(self.packed)


def sheet(playbook: Playbook, today: dt.date, *, directories: bool) -> Sheet:
    """Return a partner's sheet; `directories` tells whether the site's pages are folders."""
    address = f"partners/{playbook.slug}/" if directories else f"partners/{playbook.slug}.html"
    page = playbook_page(playbook, today, Links(address, directories), Audience.INTERNAL)
    return Sheet(
        playbook.slug,
        playbook.partner.name,
        tuple(page.headings),
        entry(playbook, today),
        needs(playbook, today, window(playbook.house)),
        0 if playbook.partner.status is Status.ENDED else page.missing,
        cells(playbook, today),
        agenda(playbook, today),
        search_words(playbook),
        zlib.compress(page.html.encode("utf-8"), 1),
    )
