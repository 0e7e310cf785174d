"""Ink: the parts of a page as XHTML for paper.

The printing engine takes its time for every box, so there are as few elements as the looks allow:
no wrappers, no element around plain text, and a heading stands beside what it heads. What is made
here is well-formed XML, which is parsed a hundred times faster than HTML.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from macros.render.columns import NARROW, Layout, layout, width
from macros.render.prose import prose
from macros.views.parts import Example, Facts, Group, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from macros.views.parts import Cell, Difference, Fact, Houses, Part, Step, Steps
    from macros.views.wording import Words

OWN = "◆"
"""Marks what differs from the house's terms, where those are not said."""

DOT = "·"
_PAIR = 2
_HALF = 26.0
"""Ems of text that fit beside a label in half a line."""

_FACTS = '<col class="label"/><col/><col class="label"/><col/>'
# How what is not to be broken is measured: as one word.
_NO_BREAK = str.maketrans({" ": "\N{NO-BREAK SPACE}", "-": "\N{NO-BREAK SPACE}"})


class Block(NamedTuple):
    """Something that stands across the page; a heading goes along with what follows it."""

    html: str
    is_heading: bool = False
    is_wide: bool = False
    """Whether it needs a page that lies on its side."""


def heading(level: int, text: str) -> Block:
    """Return a heading; its level is at most 6."""
    at = min(level, 6)
    return Block(f"<h{at}>{escape(text)}</h{at}>", is_heading=True)


def paragraph(text: str, name: str) -> Block:
    """Return a line of our own in the style `name`, which goes along with what follows it."""
    return Block(f'<p class="{name}">{escape(text)}</p>', is_heading=True)


def paged(blocks: Iterable[Block]) -> Markup:
    """Return blocks one below the other, the wide ones on pages that lie on their sides.

    Headings right before a wide block go with it onto its page.
    """
    made: list[str] = []
    led: list[str] = []
    for block in blocks:
        led.append(block.html)
        if not block.is_heading:
            within = "\n".join(led)
            made.append(f'<div class="wide">\n{within}\n</div>' if block.is_wide else within)
            led = []
    return _trusted("\n".join([*made, *led]))


# Most clauses are the house's, and the same on the paper of every partner.
@lru_cache(maxsize=2048)
def blocks_of(part: Part, level: int, *, with_house: bool) -> tuple[Block, ...]:
    """Return a part of a clause, its headings at `level`.

    Where it differs from the house's terms, it says those too, or else has a mark.
    """
    return tuple(_Parts(with_house).blocks(part, level))


class _Parts:
    """The parts of a clause, with the house's terms beside the partner's or with a mark."""

    def __init__(self, with_house: bool) -> None:  # noqa: FBT001 - its only one
        self.with_house = with_house

    def blocks(self, part: Part, level: int) -> Iterator[Block]:
        if isinstance(part, Group):
            if part.title:
                yield heading(level, part.title)
            for each in part.parts:
                yield from self.blocks(each, level + 1 if part.title else level)
        elif isinstance(part, Facts):
            yield Block(self.facts(part.rows))
        elif isinstance(part, Example):
            yield _example(part)
        elif isinstance(part, Table):
            yield from self.table(part)
        else:
            yield from self.steps(part)

    def facts(self, rows: Sequence[Fact]) -> str:
        lines = list(_paired(rows))
        # A line of two tells all widths by itself.
        columns = "" if len(lines[0]) == _PAIR else _FACTS
        return f'<table class="facts">{columns}{"".join(map(self.line, lines))}</table>'

    def line(self, facts: Sequence[Fact]) -> str:
        mark = _class("internal" if any(fact.internal for fact in facts) else "")
        across = ' colspan="3"' if len(facts) == 1 else ""
        cells = "".join(
            f"<th>{self.label(fact.label, fact.cell.house)}</th>"
            f"<td{across}>{self.cell(fact.cell)}</td>"
            for fact in facts
        )
        return f"<tr{mark}>{cells}</tr>\n"

    def label(self, text: str, house: Houses | None) -> str:
        return (
            f"{escape(text)}\N{NO-BREAK SPACE}{OWN}"
            if house and not self.with_house
            else str(escape(text))
        )

    def cell(self, value: Cell) -> str:
        return _pieces(value.words) + self.house(value.house, "\n")

    def house(self, theirs: Houses | None, before: str = "") -> str:
        if theirs is None or not self.with_house:
            return ""
        return f'{before}<i class="house">{escape(theirs.lead)} {_pieces(theirs.words)}</i>'

    def table(self, table: Table) -> Iterator[Block]:
        if table.caption:
            yield _labelled(self.label(table.caption, table.house))
        rows = [[_joined(cell.words) for cell in row] for row in table.rows]
        body = [[self.cell(cell) for cell in row] for row in table.rows]
        fit = layout(table.head, rows)
        if fit:
            yield Block(_grid(table.head, body, fit), is_wide=fit.is_wide)
        else:
            yield Block(_list(table.head, body))
        if table.house and self.with_house:
            yield Block(f"<p>{self.house(table.house)}</p>")

    def steps(self, steps: Steps) -> Iterator[Block]:
        yield _labelled(self.label(steps.caption, steps.house))
        rows = "".join(map(self.step, steps.steps))
        yield Block(f'<table class="facts">{_FACTS}{rows}</table>')
        if steps.house and self.with_house:
            yield Block(f"<p>{self.house(steps.house)}</p>")

    def step(self, step: Step) -> str:
        said = " ".join(map(_word, step.what))
        said += f"\n{escape(step.lead)} {_word(step.say)}" if step.say else ""
        said += f"\n{escape(step.remark)}" if step.remark else ""
        said += self.house(step.house, "\n")
        when = self.label(step.when, step.house)
        return f'<tr><th>{when}</th><td colspan="3">{said}</td></tr>\n'


def _labelled(label: str) -> Block:
    return Block(f'<p class="caption">{label}</p>', is_heading=True)


def _paired(rows: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    """Yield facts line by line: two short ones that follow each other share a line."""
    at = 0
    while at < len(rows):
        both = rows[at : at + 2]
        together = len(both) == _PAIR and all(map(_is_short, both))
        step = _PAIR if together and both[0].internal == both[1].internal else 1
        yield rows[at : at + step]
        at += step


def _is_short(fact: Fact) -> bool:
    plain = not any(word.kind in {"prose", "code"} for word in fact.cell.words)
    return plain and not fact.cell.house and width(_joined(fact.cell.words)) <= _HALF


def difference_table(head: tuple[str, str, str], rows: Iterable[Difference]) -> Block:
    """Return what differs from the house's terms: where, what holds, what the house says."""
    listed = tuple(rows)
    texts = [[row.where, _joined(row.here), _joined(row.house)] for row in listed]
    body = [[str(escape(row.where)), _pieces(row.here), _pieces(row.house)] for row in listed]
    marks = ["internal" if row.internal else "" for row in listed]
    fit = layout(head, texts)
    return Block(_grid(head, body, fit, marks) if fit else _list(head, body))


def _grid(
    head: Iterable[str], body: list[list[str]], fit: Layout, marks: list[str] | None = None
) -> str:
    *titles, last = (escape(title) for title in head)
    # The last column takes what is left, however the widths are rounded.
    heads = "".join(
        f'<th style="width:{share}%">{title}</th>'
        for title, share in zip(titles, fit.widths, strict=False)
    )
    heads += f"<th>{last}</th>"
    rows = "".join(
        f"<tr{_class(mark)}>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n"
        for row, mark in zip(body, marks or [""] * len(body), strict=True)
    )
    kind = f"grid {fit.style}".strip()
    return f'<table class="{kind}"><thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table>'


def _list(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """Return rows as entries: the first cell, and beside it the others that say anything."""
    rows = "".join(
        f"<tr><th>{first}</th><td>{_entry(head[1:], others)}</td></tr>\n" for first, *others in body
    )
    return f'<table class="grid entries"><col class="label"/><col/>{rows}</table>'


def _entry(head: Sequence[str], cells: Sequence[str]) -> str:
    said = zip(head, cells, strict=True)
    return f" {DOT} ".join(f"{escape(title)}: {cell}" for title, cell in said if cell)


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _example(example: Example) -> Block:
    rows = "".join(
        f"<tr{_class('result' if line.is_result else '')}><th>{escape(line.what)}</th>"
        f"<td>{_word(line.value)}</td><td>{escape(line.why)}</td></tr>"
        for line in example.lines
    )
    head = f'<tr><th class="caption" colspan="3">{escape(example.caption)}</th></tr>'
    return Block(
        '<table class="example"><col class="what"/><col class="value"/><col/>'
        f"<thead>{head}</thead><tbody>{rows}</tbody></table>"
    )


def pieces(all_: tuple[Words, ...]) -> Markup:
    """Return a value: a long list of plain texts line by line, anything else in a row."""
    return _trusted(_pieces(all_))


_FINGERPRINT = re.compile(r"\b[0-9a-f]{4}(?: [0-9a-f]{4})+\b")


def unbroken(text: str) -> str:
    """Return words in which no fingerprint breaks at the end of a line."""
    return _FINGERPRINT.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), text)


def _pieces(all_: tuple[Words, ...]) -> str:
    between = f" {DOT} " if all(piece.kind == "text" for piece in all_) else " "
    return between.join(map(_word, all_))


def _word(piece: Words) -> str:
    match piece.kind:
        case "prose":
            return _prose(piece.text)
        case "phone":
            return f'<a href="{escape(piece.href)}"><bdi dir="ltr">{escape(piece.text)}</bdi></a>'
        case "link":
            return f'<a href="{escape(piece.href)}">{_breakable(piece.text)}</a>'
        case "text" | "date" | "money":
            return str(escape(piece.text))
        case "code":
            return f"<code>{escape(piece.text)}</code>"
        case _:
            tone = piece.kind.removeprefix("chip--")
            return f'<span class="chip {tone}">{escape(piece.text)}</span>'


def _breakable(address: str) -> str:
    """Return an address that may break behind its @; a reader who copies it gets it whole."""
    return str(escape(address)).replace("@", f"@{NARROW}")


_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>')


@lru_cache(maxsize=4096)
def _prose(text: str) -> str:
    # A line break of a text is one in a cell too, and costs a third of an element.
    html = str(prose(text)).strip().replace("<br>\n", "\n").replace(">\n<", "><")
    html = _LINK.sub(_spelt_out, html)
    if html.count("<p>") == 1 and html.startswith("<p>") and html.endswith("</p>"):
        return html.removeprefix("<p>").removesuffix("</p>")
    return html


def _spelt_out(link: re.Match[str]) -> str:
    """Return a link of a text with its address behind it: nobody can press on paper."""
    address, said = link[1], link[2]
    plain = address.removeprefix("mailto:").removeprefix("tel:")
    shown = said if said in {address, plain} else f"{said} ({plain})"
    return f'<a href="{address}">{shown}</a>'


def _joined(words: tuple[Words, ...]) -> str:
    """Return the text that a cell has room to be made for."""
    return " ".join(
        piece.text.translate(_NO_BREAK)
        if piece.kind in {"phone", "money"}
        else piece.text.replace("@", f"@{NARROW}")
        for piece in words
    )


def _trusted(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - every text in it was escaped or is `prose`
