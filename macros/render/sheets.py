"""Sheets: all that a site shows of one partner, ready to be set into its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.records.fields import Audience
from macros.records.identity import Status
from macros.render.links import Links
from macros.render.pages import playbook_page
from macros.render.shell import Heading
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
    headings: tuple[Heading, ...]
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


class Drawn(NamedTuple):
    """A sheet, and the page's HTML in UTF-8: tens of kilobytes, mostly the house's words."""

    sheet: Sheet
    html: bytes


def sheet(playbook: Playbook, today: dt.date, *, directories: bool) -> Drawn:
    """Return a partner's sheet; `directories` tells whether the site's pages are folders."""
    address = f"partners/{playbook.slug}/" if directories else f"partners/{playbook.slug}.html"
    page = playbook_page(playbook, today, Links(address, directories), Audience.INTERNAL)
    made = Sheet(
        playbook.slug,
        playbook.partner.name,
        tuple(Heading(*each) for each in page.headings),
        entry(playbook, today),
        needs(playbook, today, window(playbook.house)),
        0 if playbook.partner.status is Status.ENDED else page.missing,
        cells(playbook, today),
        agenda(playbook, today),
        search_words(playbook),
    )
    return Drawn(made, page.html.encode("utf-8"))
