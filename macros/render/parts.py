"""Parts: sections, clauses and what stands in them, as HTML.

They are most of every page, some hundred on each, so they are made here and not by template
macros, which take ten times as long; what the house says on every page is made once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from macros.render.once import once
from macros.render.pieces import escaped, example_lines, facts, house, rows, word
from macros.views.parts import Example, Facts, Group, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from macros.render.handbook.guidance import Guidance
    from macros.render.links import Links
    from macros.views.parts import Part, Section, Step, Steps
    from macros.views.wording import Language


_NOTHING = Markup()


def section(
    of: Section,
    level: int,
    prefix: str,
    links: Links | None,
    language: Language,
    told: Markup = _NOTHING,
    *,
    guidance: Sequence[Guidance] = (),
) -> Markup:
    """Return a section's HTML, its heading at `level`, `prefix` before every id.

    `told` are further attributes; `guidance` are pages of the guide that stand on the same page.
    """
    here = [_guide(f"#{page.anchor}", page.title, language) for page in _on(of, guidance)]
    start = _opening(of._replace(groups=()), level, prefix, links, language, told)
    clauses = "".join([f"{clause(group, level + 1, prefix)}\n" for group in of.groups])
    html = f"{start}{''.join(here)}</p>\n{clauses}</section>"
    return Markup(html)  # noqa: S704 - every text in it was escaped


def _on(of: Section, guidance: Sequence[Guidance]) -> Iterator[Guidance]:
    return (page for page in guidance if of.id in page.sections)


# All but its clauses is the same on every page.
@lru_cache(maxsize=512)
def _opening(
    empty: Section, level: int, prefix: str, links: Links | None, language: Language, told: Markup
) -> str:
    """Return the start of a section up to the reason for it, open for further links."""
    title = _heading(empty.id, empty.title, level, prefix)
    guide = _guide(links.to(empty.guide), empty.guide_title, language) if links else ""
    inner = " pb-internal" if empty.internal else ""
    return (
        f'<section class="pb-section{inner}"{told}'
        f' aria-labelledby="{escaped(prefix)}{escaped(empty.id)}">\n{title}\n'
        f'<p class="pb-why">{escaped(empty.reason)}{guide}'
    )


def _guide(address: str, title: str, language: Language) -> str:
    said = language.say("Guide: {title}", title=title)
    return f' <a href="{escaped(address)}">{escaped(said)}</a>'


def _heading(name: str, title: str, level: int, prefix: str) -> str:
    return f'<h{level} id="{escaped(prefix)}{escaped(name)}">{escaped(title)}</h{level}>'


@once
def clause(group: Group, level: int, prefix: str) -> str:
    """Return a clause's HTML, its heading at `level`, `prefix` before every id."""
    title = _heading(group.id, group.title, level, prefix) if group.title else ""
    below = min(level + 1 if group.title else level, 6)
    parts = "".join([_part(part, below, prefix, group.title) for part in group.parts])
    return f'<div class="pb-group">\n{title}{parts}</div>'


@once
def _part(part: Part, level: int, prefix: str, title: str) -> str:
    """Return the HTML of a part of the clause `title`; a clause in it has its heading at `level`.

    A table without a caption is called by the clause.
    """
    if isinstance(part, Group):
        return f"{clause(part, level, prefix)}\n"
    if isinstance(part, Facts):
        return f'<dl class="pb-facts">\n{facts(part.rows)}</dl>\n'
    if isinstance(part, Example):
        return _example(part)
    return f"{_table(part, title)}\n" if isinstance(part, Table) else _steps(part)


def _example(example: Example) -> str:
    return (
        f'<table class="pb-example"><caption>{escaped(example.caption)}</caption>\n'
        f"<tbody>\n{example_lines(example.lines)}</tbody></table>\n"
    )


def _table(table: Table, title: str) -> str:
    return (
        f"{_table_head(table.caption, title, table.head)}"
        f"{rows(table.rows, table.head)}</tbody></table></div>\n{house(table.house)}"
    )


@lru_cache(maxsize=512)
def _table_head(caption: str, title: str, head: tuple[str, ...]) -> str:
    """Return a table up to its rows; one of three columns and more is cards on a phone."""
    above = f'<p class="pb-caption">{escaped(caption)}</p>' if caption else ""
    cards = " pb-cards" if len(head) > 2 else ""  # noqa: PLR2004 - two fit beside each other
    columns = [f'<th scope="col" role="columnheader">{escaped(each)}</th>' for each in head]
    return (
        f'{above}<div class="pb-table{cards}" role="region" tabindex="0"'
        f' aria-label="{escaped(caption or title)}"><table role="table">\n'
        f'<thead role="rowgroup"><tr role="row">{"".join(columns)}</tr></thead>\n'
        '<tbody role="rowgroup">\n'
    )


def _steps(steps: Steps) -> str:
    return (
        f'<p class="pb-caption">{escaped(steps.caption)}</p>\n<ol class="pb-steps">\n'
        f"{''.join(map(_step, steps.steps))}</ol>\n{house(steps.house)}"
    )


def _step(step: Step) -> str:
    what = "".join([f"{word(piece)} " for piece in step.what])
    say = f"<strong>{escaped(step.lead)}</strong> {word(step.say)}" if step.say else ""
    spoken = f'<div class="pb-say">{say}</div>' if say else ""
    remark = f'<div class="pb-note">{escaped(step.remark)}</div>' if step.remark else ""
    said = f"{what}{spoken}{remark}{house(step.house)}"
    return f"<li><strong>{escaped(step.when)}.</strong> {said}</li>\n"
