"""Sheets: all that a site shows of one partner, ready to be set into its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from macros.records.fields import Audience
from macros.records.identity import Status
from macros.render.browse.rows import Ways, compared_row, directory_row, open_row, pressing
from macros.render.calendar_feed import dated
from macros.render.pages import playbook_page
from macros.render.shell import Heading
from macros.terms.attention import needs
from macros.terms.expiry import window
from macros.views.agenda import agenda
from macros.views.compare import cells
from macros.views.directory import Entry, entry
from macros.views.house import house_language
from macros.views.needs import Speech
from macros.views.search import search_words

if TYPE_CHECKING:
    import datetime as dt

    from macros.records.playbook import Playbook
    from macros.render.browse.rows import Pressing, Row
    from macros.render.calendar_feed import Dated
    from macros.render.links import Addresses


class Face(NamedTuple):
    """What everybody asks of a partner's page."""

    entry: Entry
    """What its rows are sorted and filtered by; how its papers stand is in the row alone."""
    headings: tuple[Heading, ...]
    search_words: str

    @property
    def title(self) -> str:
        """The title of the page."""
        return self.entry.name


class Sheet(NamedTuple):
    """A partner in the lists of all partners."""

    row: Row
    """Its row in the directory."""
    needs: tuple[Pressing, ...]
    """What somebody has to see to at the partner."""
    missing: int
    """How many points of the guide nobody has settled, but for an ended alliance."""
    open_row: str
    """Its line among those with such points, or nothing."""
    compared: Row | None
    """Its row in the comparison, or None where it is no active subcontractor."""


class Drawn(NamedTuple):
    """All that a site shows of a partner.

    It holds nothing of the record itself, so that a site of thousands need not keep them in mind.
    """

    face: Face
    sheet: Sheet
    events: tuple[Dated, ...]
    """The days of the partner for the calendar."""
    html: bytes
    """The content of the page, in UTF-8: tens of kilobytes, mostly the house's words."""


def sheet(playbook: Playbook, today: dt.date, addresses: Addresses) -> Drawn:
    """Return what a site shows of a partner."""
    address = addresses.partner(playbook.slug)
    url = addresses.site_url
    # No link leads to a partner, so those of all pages are the same, and worked out once.
    links = addresses.links(addresses.partner("-"))
    page = playbook_page(playbook, today, links, Audience.INTERNAL)
    ways = Ways(addresses.end)
    language = house_language(playbook.house)
    speech = Speech(language, today, window(playbook.house))
    name, row = playbook.partner.name, entry(playbook, today)
    compared = cells(playbook, today)
    missing = 0 if playbook.partner.status is Status.ENDED else page.missing
    headings = tuple(Heading(*each) for each in page.headings)
    made = Sheet(
        directory_row(row, ways),
        pressing(playbook.slug, name, needs(playbook, today, speech.within), speech, ways),
        missing,
        open_row(playbook.slug, name, missing, language, ways) if missing else "",
        compared_row(row, compared, language, ways) if compared else None,
    )
    return Drawn(
        Face(row._replace(papers=None), headings, search_words(playbook)),
        made,
        _events(playbook, today, urljoin(url, address) if url else ""),
        page.utf8,
    )


def _events(playbook: Playbook, today: dt.date, address: str) -> tuple[Dated, ...]:
    return tuple(dated(each, playbook.house, today, address) for each in agenda(playbook, today))
