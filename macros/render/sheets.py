"""Sheets: all that a site shows of one partner, ready to be set into its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.records.fields import Audience
from macros.records.identity import Status
from macros.render.browse.rows import Ways, compared_row, directory_row, open_row, pressing
from macros.render.links import Links
from macros.render.pages import playbook_page
from macros.render.shell import Heading
from macros.terms.attention import needs
from macros.terms.expiry import window
from macros.views.agenda import Event, agenda
from macros.views.compare import cells
from macros.views.directory import Entry, entry
from macros.views.house import house_language
from macros.views.needs import Speech
from macros.views.search import search_words

if TYPE_CHECKING:
    import datetime as dt

    from macros.records.playbook import Playbook
    from macros.render.browse.rows import Pressing, Row


class Sheet(NamedTuple):
    """A partner's page: what stands on it, in the directory and in the search.

    It holds nothing of the record itself, so that a site of thousands need not keep them in mind.
    """

    slug: str
    title: str
    headings: tuple[Heading, ...]
    entry: Entry
    """What its rows are sorted and filtered by; how its papers stand is in the row alone."""
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
    ways = Ways("/" if directories else ".html")
    language = house_language(playbook.house)
    speech = Speech(language, today, window(playbook.house))
    name, row = playbook.partner.name, entry(playbook, today)
    compared = cells(playbook, today)
    missing = 0 if playbook.partner.status is Status.ENDED else page.missing
    made = Sheet(
        playbook.slug,
        name,
        tuple(Heading(*each) for each in page.headings),
        row._replace(papers=None),
        directory_row(row, ways),
        pressing(playbook.slug, name, needs(playbook, today, speech.within), speech, ways),
        missing,
        open_row(playbook.slug, name, missing, language, ways) if missing else "",
        compared_row(row, compared, language, ways) if compared else None,
        agenda(playbook, today),
        search_words(playbook),
    )
    return Drawn(made, page.html.encode("utf-8"))
