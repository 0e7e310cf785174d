"""Pages: what the records make for a page to show, whole or in pieces."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from macros.records.fields import Audience, Block
from macros.records.house import House
from macros.records.partner import Partner
from macros.render.engine import in_pieces, lang, literal, render
from macros.render.parts import clause
from macros.render.parts import section as drawn
from macros.render.pieces import single_quoted
from macros.views.house import house_view, standard, standard_names
from macros.views.outline import SECTIONS
from macros.views.partner import project
from macros.views.reference import reference

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from macros.book import Book
    from macros.records.playbook import Playbook
    from macros.render.links import Links


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
    """A playbook's HTML in pieces, and id and title of each of its second-level headings."""

    pieces: list[str]
    headings: list[tuple[str, str]]
    missing: int
    """How many points of the guide nobody has settled, as far as the reader may know."""

    @property
    def html(self) -> Markup:
        """The HTML as one text."""
        return Markup("".join(self.pieces))  # noqa: S704 - autoescaped templates made it

    @property
    def utf8(self) -> bytes:
        """The HTML as a file holds it.

        Few pieces have letters that take long to encode; joined before, the whole page would.
        """
        return b"".join(map(str.encode, self.pieces))


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
    made = in_pieces("playbook.html", links, view=view, prefix=prefix, top=level)
    say = view.language.say
    headings = [("glance", say("At a glance"))] if view.glance else []
    headings += [("special", say("What is special here"))] if view.special else []
    headings += [(section.id, section.title) for section in view.sections]
    headings += [("settled", view.settled.title)] if view.settled else []
    missing = view.settled.missing if view.settled else 0
    return Rendered(made, [(f"{prefix}{name}", title) for name, title in headings], missing)


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
        what = f"the playbook '{slug}' has no section"
        raise absent(what, name, [each.id for each in view.sections])
    standing = f" data-standing={single_quoted(view.standing)}" if view.standing else ""
    told = lang(view.language) + Markup(standing)  # noqa: S704 - `single_quoted` escapes it
    return drawn(section, 2, f"{slug}-", links, view.language, told)


def house_html(book: Book, links: Links | None) -> Markup:
    """Return what the house asks of everyone."""
    if book.house is None:
        return Markup()
    return render("house.html", links, view=house_view(book.house, book.defaults), prefix="")


def standard_html(book: Book, name: str) -> Markup:
    """Return one house standard; PageError where the house has none of that name."""
    group = standard(book.house, book.defaults, name) if book.house else None
    if group is None:
        what = "the house has no standard"
        raise absent(what, name, standard_names(book.defaults))
    return Markup(clause(group, 3, "standard-"))  # noqa: S704 - every text in it was escaped


def partner_link_html(book: Book, slug: str, links: Links) -> Markup:
    """Return a link to a partner's page; PageError where there is no such partner."""
    playbook = find(book, slug)
    return Markup('<a href="{}">{}</a>').format(links.partner(slug), literal(playbook.partner.name))


def reference_html(kind: str) -> Markup:
    """Return every field of a 'partner' or 'house' record."""
    roots: dict[str, type[Block]] = {"partner": Partner, "house": House}
    if kind not in roots:
        what = "there is no record of the kind"
        raise absent(what, kind, list(roots))
    return render("reference.html", None, blocks=reference(roots[kind]))


def find(book: Book, slug: str) -> Playbook:
    """Return a partner's playbook; PageError where there is no such partner."""
    playbook = book.playbooks.get(slug)
    if playbook is None:
        what = "there is no partner"
        raise absent(what, slug, book.playbooks)
    return playbook


def absent(what: str, name: str, known: Iterable[str]) -> PageError:
    """Return the error of a name that is not known, with the one that may have been meant."""
    there = list(known)
    close = difflib.get_close_matches(name, there, 1)
    cure = f"did you mean '{close[0]}'?" if close else f"there are: {', '.join(there) or 'none'}"
    return PageError(f"{what} '{name}'", cure)
