"""Print: a playbook as a page for the printing engine, which makes a PDF of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from macros.records.fields import Audience
from macros.render.engine import TEMPLATES, render
from macros.render.marking import around_numbers, as_of, title_of, valid_until
from macros.render.paper.blocks import Block, blocks_of, difference_table, heading, paged, paragraph
from macros.render.paper.sides import sides
from macros.views.parts import Cell, Fact, Facts
from macros.views.wording import Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.render.paper.size import Paper
    from macros.views.completeness import Completeness
    from macros.views.partner import PlaybookView
    from macros.views.wording import Language

STYLE = TEMPLATES / "print.css"
"""The whole style of every paper."""

FONTS = {path.name: path for path in sorted((TEMPLATES.parent / "fonts").glob("*.ttf"))}
"""The fonts that the style names."""

_RUNNING = 150
"""Letters beyond which a line that runs along every page is cut; the first page says it whole."""


class NoCardError(Exception):
    """There is no check-in card to print: whose."""


class Copy(NamedTuple):
    """A copy that is handed out."""

    made_on: dt.date
    """The day of which it speaks."""
    valid_until: dt.date | None = None
    picture: str = ""
    """The address of a QR code as a picture, in `data:`: it leads to the page on the web."""


def playbook_paper(view: PlaybookView, copy: Copy, paper: Paper) -> str:
    """Return a whole playbook as XHTML for `outputs.paper.pdf`."""
    return _page("print.html", view, copy, paper, title_of(view), blocks=paged(_blocks(view)))


def sign_off_paper(view: PlaybookView, copy: Copy, paper: Paper) -> str:
    """Return one sheet that both sides sign, as XHTML for `outputs.paper.pdf`."""
    title = view.language.say("Sign-off for {partner}", partner=view.name)
    return _page("print-sign-off.html", view, copy, paper, title)


def card_paper(view: PlaybookView, copy: Copy, together: Paper | None = None) -> str:
    """Return the check-in card as XHTML for `outputs.paper.pdf`: one of A6, a page for each side.

    Or `together`, four to a sheet, with marks to cut along; the sides of a card come to lie upon
    each other when both sides of the sheet are printed. NoCardError where there is no card.
    """
    if view.card is None:
        message = f"'{view.slug}' has no check-in card: nobody goes on site there in our name"
        raise NoCardError(message)
    title = f"{view.card.title}: {view.name}"
    content = render(
        "print-card.html",
        None,
        view=view,
        card=view.card,
        sides=sides(view.card),
        together=together is not None,
        foot=_card_foot(view, copy),
    )
    return _whole(content, {}, view, copy, f"cards-{together}" if together else "card", title)


def _card_foot(view: PlaybookView, copy: Copy) -> str:
    valid = valid_until(copy.valid_until, view.language)
    said = (as_of(view), valid, _internal(view), view.language.say("Confidential"))
    return " · ".join(each.removesuffix(".") for each in said if each)


def _page(
    template: str, view: PlaybookView, copy: Copy, paper: Paper, title: str, **values: object
) -> str:
    valid, internal = valid_until(copy.valid_until, view.language), _internal(view)
    known = {"view": view, "copy": copy, "valid": valid, "internal": internal}
    content = render(template, None, **known, **values)
    return _whole(content, _edges(view, valid, internal), view, copy, paper, title)


def _whole(
    content: Markup,
    edges: dict[str, str],
    view: PlaybookView,
    copy: Copy,
    kind: str,
    title: str,
) -> str:
    told = Markup().join(Markup(' data-{}="{}"').format(*each) for each in edges.items())
    return str(
        Markup(
            '<html lang="{}"><head><title>{}</title><meta name="author" content="{}"/>'
            '<meta name="dcterms.created" content="{}"/></head>\n'
            '<body class="{}"{}>\n{}\n</body></html>\n'
        ).format(language_tag(view.language), title, view.house, copy.made_on, kind, told, content)
    )


def language_tag(language: Language) -> str:
    """Return the language of a page as readers of documents know it: `en-GB`."""
    return language.locale.replace("_", "-")


def _edges(view: PlaybookView, valid: str, internal: str) -> dict[str, str]:
    """Return what runs along the edges of every page."""
    before, between, after = around_numbers(view.language)
    foot = " · ".join(filter(None, [internal, view.confidentiality, view.revision]))
    return {
        "head": _cut(view.name),
        "day": " · ".join(each.removesuffix(".") for each in (as_of(view), valid) if each),
        "foot": _cut(foot, 2 * _RUNNING),
        "before": before,
        "between": between,
        "after": after,
    }


def _cut(text: str, at: int = _RUNNING) -> str:
    return text if len(text) <= at else f"{text[: at - 1].rstrip()}…"


def _internal(view: PlaybookView) -> str:
    if view.audience is not Audience.INTERNAL:
        return ""
    return view.language.say("Internal: for our own staff only")


def _blocks(view: PlaybookView) -> Iterator[Block]:
    say = view.language.say
    is_internal = view.audience is Audience.INTERNAL
    if view.special:
        yield heading(2, say("What is special here"))
        yield paragraph(say("Everything that differs from the house standard."), "why")
        yield difference_table((say("What"), say("Here"), say("House")), view.special)
    for section in view.sections:
        yield heading(2, section.title)
        yield paragraph(section.reason, "why")
        for group in section.groups:
            yield from blocks_of(group, 3, with_house=is_internal)
    if view.settled:
        yield from _settled(view.settled)


def _settled(settled: Completeness) -> Iterator[Block]:
    yield heading(2, settled.title)
    yield paragraph(settled.reason, "why")
    rows = []
    for row in settled.rows:
        points = ", ".join(point.title for point in row.points)
        said = f"{row.reason}: {points}" if row.reason else points
        rows.append(Fact(row.title, Cell((Words(said),))))
    yield from blocks_of(Facts(tuple(rows)), 3, with_house=False)
