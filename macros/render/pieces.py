"""Pieces: single values as HTML.

They are the innermost part of every page, some hundred on each, so they are made here and not by
template macros, which take ten times as long. Every text in them is escaped or is `prose`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from macros.render.once import once
from macros.render.prose import prose

if TYPE_CHECKING:
    from macros.render.links import Links
    from macros.views.completeness import Linked
    from macros.views.parts import Cell, Chip, Difference, Fact, Houses, Line, Paper
    from macros.views.wording import Words

_SHORT = 70


def escaped(text: str) -> str:
    """Return text for HTML, in quotes too, as `markupsafe.escape` does in four times the time."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&#34;").replace("'", "&#39;")


# Labels are our own words, the same on many pages.
_label = lru_cache(maxsize=2048)(escaped)


def facts(all_: tuple[Fact, ...]) -> str:
    """Return labels with their values as the entries of a list, a line each."""
    return "".join(map(_fact, all_))


@once
def _fact(shown: Fact) -> str:
    differs, value = shown.cell.differs, pieces(shown.cell.words) + house(shown.cell.house)
    kinds = ("pb-differs" if differs else "") + (" pb-internal" if shown.internal else "")
    marked = f' class="{kinds}"' if kinds else ""
    return f"<div{marked}><dt>{_label(shown.label)}</dt><dd>{value}</dd></div>\n"


def rows(all_: tuple[tuple[Cell, ...], ...], head: tuple[str, ...]) -> str:
    """Return the rows of a table; on a phone each value but the first has its column's name."""
    labels = ["", *[f' data-label="{_label(title)}"' for title in head[1:]]]
    return "".join([_row(each, labels) for each in all_])


def _row(cells: tuple[Cell, ...], labels: list[str]) -> str:
    return f'<tr role="row">{"".join(map(_in_row, cells, labels))}</tr>\n'


def _in_row(value: Cell, label: str) -> str:
    named = label if value.words else ""
    return f'<td role="cell"{named}>{pieces(value.words)}{house(value.house)}</td>'


def example_lines(all_: tuple[Line, ...]) -> str:
    """Return the lines of a worked example as the rows of its table."""
    return "".join(map(_line, all_))


def _line(shown: Line) -> str:
    because = f'<span class="pb-because">{escaped(shown.why)}</span>' if shown.why else ""
    result = ' class="pb-result"' if shown.is_result else ""
    said = f"{escaped(shown.what)}{because}"
    return f'<tr{result}><th scope="row">{said}</th><td>{word(shown.value)}</td></tr>\n'


def differences(all_: tuple[Difference, ...], here: str, house: str) -> str:
    """Return differences as the rows of a table; `here` and `house` are what its columns say."""
    here, house = escaped(here), escaped(house)
    return "".join([_difference(each, here, house) for each in all_])


def _difference(shown: Difference, here: str, house: str) -> str:
    return (
        '<tr role="row">'
        f'<th scope="row" role="rowheader">{escaped(shown.where)}</th>'
        f'<td role="cell" data-label="{here}">{pieces(shown.here)}</td>'
        f'<td role="cell" data-label="{house}">{pieces(shown.house)}</td>'
        "</tr>\n"
    )


# Partners with the same shape have most of their points alike.
@lru_cache(maxsize=1024)
def points(all_: tuple[Linked, ...], links: Links | None) -> str:
    """Return points of the guide, each with its place there where pages can be reached."""
    return ", ".join([_linked(point, links) for point in all_])


def _linked(point: Linked, links: Links | None) -> str:
    if links is None:
        return escaped(point.title)
    return f'<a href="{escaped(links.to(point.guide))}">{escaped(point.title)}</a>'


def chips(all_: tuple[Chip, ...]) -> str:
    """Return chips as the items of a list, on one line."""
    return "".join(map(_chip, all_))


def _chip(chip: Chip) -> str:
    inner = " pb-internal" if chip.internal else ""
    stand = standing(chip.papers)
    return f'<li class="pb-chip pb-chip--{chip.tone}{inner}"{stand}>{escaped(chip.text)}</li>'


@lru_cache(maxsize=64, typed=True)
def single_quoted(text: str) -> str:
    """Return text as the value of an attribute in single quotes, in which JSON stays readable."""
    inner = text.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;")
    return f"'{inner}'"


def standing(papers: tuple[Paper, ...]) -> str:
    """Return the attributes by which a script tells how papers stand on the day of reading."""
    if not papers:
        return ""
    (only,) = papers
    least = f' data-least="{only.least}"' if only.least else ""
    until = f' data-until="{only.until}"' if only.until else ""
    return f' data-of="{only.of}"{until} data-within="{only.within}"{least}'


def worst_standing(papers: tuple[Paper, ...]) -> str:
    """Return the attribute by which a script tells which of several papers stands worst."""
    return f' data-papers="{papers_told(papers)}"' if papers else ""


def papers_told(papers: tuple[Paper, ...]) -> str:
    """Return how several papers stand, as a script reads it."""
    return " ".join(map(_paper, papers))


def _paper(paper: Paper) -> str:
    return f"{paper.of}:{paper.until or ''}:{paper.within}:{paper.least}"


def word(piece: Words) -> str:
    """Return one piece of a value."""
    text = escaped(piece.text)
    match piece.kind:
        case "text":
            return f"<span>{text}</span>"
        case "prose":
            return f'<div class="pb-prose">{prose(piece.text)}</div>'
        case "phone":
            return f'<a class="pb-tel" href="{escaped(piece.href)}"><bdi dir="ltr">{text}</bdi></a>'
        case "link":
            # An address of a desk is long: it may break behind its @.
            shown = text.replace("@", "@<wbr>")
            return f'<a href="{escaped(piece.href)}" rel="noreferrer">{shown}</a>'
        case "code":
            return f"<code>{text}</code>"
        case "money" | "date":
            ends = standing((piece.paper,)) if piece.paper else ""
            return f'<span class="pb-{piece.kind}"{ends}>{text}</span>'
        case chip:
            return f'<span class="pb-chip pb-{chip}">{text}</span>'


def pieces(all_: tuple[Words, ...]) -> str:
    """Return a value: several plain texts become a list, anything else stands in a row."""
    if len(all_) == 1:
        return word(all_[0])
    if all_ and all(piece.kind == "text" for piece in all_):
        short = sum(len(piece.text) for piece in all_) <= _SHORT
        items = "".join([f"<li>{escaped(piece.text)}</li>" for piece in all_])
        return f'<ul class="pb-short">{items}</ul>' if short else f"<ul>{items}</ul>"
    return " ".join(map(word, all_))


def house(theirs: Houses | None) -> str:
    """Return the house's value, to stand below the partner's, or nothing."""
    if theirs is None:
        return ""
    mark = f'<span class="pb-mark">{escaped(theirs.mark)}</span>'
    said = f" {escaped(theirs.lead)} {pieces(theirs.words)}" if theirs.words else ""
    return f'<div class="pb-house">{mark}{said}</div>'
