"""Blocks: the parts of a page as XHTML for paper.

The printing engine takes its time for every box, so there are as few elements as the looks allow:
no wrappers, no element around plain text, and a heading stands beside what it heads. What is made
here is well-formed XML, which is parsed a hundred times faster than HTML.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from macros.render.paper.columns import layout, width
from macros.render.paper.grids import grid, listed, of_class
from macros.render.paper.ink import measured, one, said
from macros.views.parts import Example, Facts, Group, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from macros.views.parts import Cell, Difference, Fact, Houses, Part, Step, Steps

OWN = "◆"
"""Marks what differs from the house's terms, where those are not said."""

_PAIR = 2
_HALF = 26.0
"""Ems of text that fit beside a label in half a line."""

_FACTS = '<col class="label"/><col/><col class="label"/><col/>'


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
    return Markup("\n".join([*made, *led]))  # noqa: S704 - every text in it was escaped


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
        mark = of_class("internal" if any(fact.internal for fact in facts) else "")
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
        return said(value.words) + self.house(value.house, "\n")

    def house(self, theirs: Houses | None, before: str = "") -> str:
        if theirs is None or not self.with_house:
            return ""
        return f'{before}<i class="house">{escape(theirs.lead)} {said(theirs.words)}</i>'

    def table(self, table: Table) -> Iterator[Block]:
        if not table.head:
            return
        if table.caption:
            yield _labelled(self.label(table.caption, table.house))
        rows = [[measured(cell.words) for cell in row] for row in table.rows]
        body = [[self.cell(cell) for cell in row] for row in table.rows]
        fit = layout(table.head, rows)
        if fit:
            yield Block(grid(table.head, body, fit), is_wide=fit.is_wide)
        else:
            yield Block(listed(table.head, body))
        if table.house and self.with_house:
            yield Block(f"<p>{self.house(table.house)}</p>")

    def steps(self, steps: Steps) -> Iterator[Block]:
        yield _labelled(self.label(steps.caption, steps.house))
        rows = "".join(map(self.step, steps.steps))
        yield Block(f'<table class="facts">{_FACTS}{rows}</table>')
        if steps.house and self.with_house:
            yield Block(f"<p>{self.house(steps.house)}</p>")

    def step(self, step: Step) -> str:
        said = " ".join(map(one, step.what))
        said += f"\n{escape(step.lead)} {one(step.say)}" if step.say else ""
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
    return plain and not fact.cell.house and width(measured(fact.cell.words)) <= _HALF


def difference_table(head: tuple[str, str, str], rows: Sequence[Difference]) -> Block:
    """Return what differs from the house's terms: where, what holds, what the house says."""
    texts = [[row.where, measured(row.here), measured(row.house)] for row in rows]
    body = [[str(escape(row.where)), said(row.here), said(row.house)] for row in rows]
    marks = ["internal" if row.internal else "" for row in rows]
    fit = layout(head, texts)
    return Block(grid(head, body, fit, marks) if fit else listed(head, body))


def _example(example: Example) -> Block:
    rows = "".join(
        f"<tr{of_class('result' if line.is_result else '')}><th>{escape(line.what)}</th>"
        f"<td>{one(line.value)}</td><td>{escape(line.why)}</td></tr>"
        for line in example.lines
    )
    head = f'<tr><th class="caption" colspan="3">{escape(example.caption)}</th></tr>'
    return Block(
        '<table class="example"><col class="what"/><col class="value"/><col/>'
        f"<thead>{head}</thead><tbody>{rows}</tbody></table>"
    )
