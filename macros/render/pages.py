"""Pages: what the records make for a page to show, whole or in pieces."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from macros.records.fields import Audience, Block, Choice
from macros.records.house import House
from macros.records.identity import Kind, Status
from macros.records.partner import Partner, Relationship
from macros.render.engine import clause, lang, literal, one_section, render
from macros.render.pieces import single_quoted
from macros.views.attention import attention
from macros.views.compare import comparison
from macros.views.directory import Entry, Filters, directory
from macros.views.house import house_view, standard, standard_names
from macros.views.outline import SECTIONS
from macros.views.partner import project
from macros.views.reference import reference
from macros.views.standing import PAPERS, script
from macros.views.wording import PLAIN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from macros.book import Book
    from macros.records.playbook import Playbook
    from macros.render.links import Links
    from macros.views.attention import Case
    from macros.views.compare import Cells
    from macros.views.needs import Speech
    from macros.views.wording import Language


class PageError(Exception):
    """What a page asks for is not there: what is wrong, and what to write instead."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(f"{message}; {cure}")
        self.message = message
        self.cure = cure


WRONG_LEVEL = (
    "a playbook's heading has a level from 1 to 4",
    "write 'level=2' below the page's own title",
)

ANCHORS = ("top", "glance", "special", *(outline.id for outline in SECTIONS), "settled")
"""The ids of a playbook's headings that a link can name."""


class Rendered(NamedTuple):
    """A playbook's HTML, and id and title of each of its second-level headings."""

    html: Markup
    headings: list[tuple[str, str]]
    missing: int
    """How many points of the guide nobody has settled, as far as the reader may know."""


def playbook_page(
    playbook: Playbook,
    today: dt.date,
    links: Links | None,
    audience: Audience,
    prefix: str = "",
    level: int = 1,
) -> Rendered:
    """Return a whole playbook: `prefix` goes before every id, `level` is that of its name."""
    view = project(playbook, audience, today, carried=False)
    html = render("playbook.html", links, view=view, prefix=prefix, top=level)
    say = view.language.say
    headings = [("glance", say("At a glance"))] if view.glance else []
    headings += [("special", say("What is special here"))] if view.special else []
    headings += [(section.id, section.title) for section in view.sections]
    headings += [("settled", view.settled.title)] if view.settled else []
    missing = view.settled.missing if view.settled else 0
    return Rendered(html, [(f"{prefix}{name}", title) for name, title in headings], missing)


def section_html(
    book: Book,
    slug: str,
    name: str,
    today: dt.date,
    links: Links | None,
    audience: Audience = Audience.INTERNAL,
) -> Markup:
    """Return one section of a playbook; PageError where partner or section is not there."""
    view = project(find(book, slug), audience, today, carried=False)
    section = view.section(name)
    if section is None:
        absent = _absent(
            f"the playbook '{slug}' has no section", name, [each.id for each in view.sections]
        )
        raise absent
    standing = Markup(" data-standing={}").format(single_quoted(view.standing))
    told = lang(view.language) + (standing if view.standing else "")
    return one_section(section, 2, f"{slug}-", links, view.language, told)


def directory_html(
    everyone: Collection[Entry],
    links: Links | None,
    filters: Filters,
    today: dt.date,
    *,
    form: bool,
) -> Markup:
    """Return the directory as a table, with the form that filters it where `form` says so.

    PageError where a filter names a relationship, trade, status or area that there is not.
    """
    _check(filters, everyone)
    made = directory(everyone, filters)
    standing = script(PLAIN, today, *PAPERS)
    return render("directory.html", links, directory=made, filters=form, standing=standing)


def compare_html(
    rows: Collection[tuple[Entry, Cells]],
    links: Links,
    filters: Filters,
    language: Language,
    *,
    form: bool,
) -> Markup:
    """Return active subcontractors side by side, with the form that filters where `form` says so.

    PageError where a filter names a trade or an area that none of them has.
    """
    _check(filters, [entry for entry, _ in rows])
    made = comparison(rows, filters, language)
    return render("compare.html", links, comparison=made, filters=form, language=language)


def _check(filters: Filters, everyone: Iterable[Entry]) -> None:
    asked_for: tuple[tuple[str, str | None, type[Choice]], ...] = (
        ("relationship", filters.relationship, Relationship),
        ("trade", filters.trade, Kind),
        ("status", filters.status, Status),
    )
    for words, asked, choices in asked_for:
        if asked is not None and asked not in list(choices):
            absent = _absent(f"there is no {words}", asked, list(choices))
            raise absent
    if filters.area is not None:
        known = directory(everyone).areas
        if filters.area.casefold() not in map(str.casefold, known):
            absent = _absent("no partner covers", filters.area, known)
            raise absent


def attention_html(cases: Iterable[Case], links: Links, speech: Speech) -> Markup:
    """Return what needs attention at all partners, the most urgent first."""
    return render("attention.html", links, view=attention(cases, speech))


def house_html(book: Book, links: Links | None) -> Markup:
    """Return what the house asks of everyone."""
    if book.house is None:
        return Markup()
    return render("house.html", links, view=house_view(book.house, book.defaults), prefix="")


def standard_html(book: Book, name: str) -> Markup:
    """Return one house standard; PageError where the house has none of that name."""
    group = standard(book.house, book.defaults, name) if book.house else None
    if group is None:
        absent = _absent("the house has no standard", name, standard_names(book.defaults))
        raise absent
    return clause(group, 3, "standard-")


def partner_link_html(book: Book, slug: str, links: Links) -> Markup:
    """Return a link to a partner's page; PageError where there is no such partner."""
    playbook = find(book, slug)
    return Markup('<a href="{}">{}</a>').format(links.partner(slug), literal(playbook.partner.name))


def reference_html(kind: str) -> Markup:
    """Return every field of a 'partner' or 'house' record."""
    roots: dict[str, type[Block]] = {"partner": Partner, "house": House}
    if kind not in roots:
        absent = _absent("there is no record of the kind", kind, list(roots))
        raise absent
    return render("reference.html", None, blocks=reference(roots[kind]))


def find(book: Book, slug: str) -> Playbook:
    """Return a partner's playbook; PageError where there is no such partner."""
    playbook = book.playbooks.get(slug)
    if playbook is None:
        absent = _absent("there is no partner", slug, book.playbooks)
        raise absent
    return playbook


def _absent(what: str, name: str, known: Iterable[str]) -> PageError:
    there = list(known)
    close = difflib.get_close_matches(name, there, 1)
    cure = f"did you mean '{close[0]}'?" if close else f"there are: {', '.join(there) or 'none'}"
    return PageError(f"{what} '{name}'", cure)
