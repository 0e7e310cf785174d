"""Grids: rows of cells as tables of XHTML for paper, or as entries where there are too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from macros.render.paper.ink import DOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from macros.render.paper.columns import Layout


def grid(
    head: Iterable[str], body: list[list[str]], fit: Layout, marks: list[str] | None = None
) -> str:
    """Return rows under their heads, cells as HTML; `marks` has the class of each row, or ""."""
    *titles, last = (escape(title) for title in head)
    # The last column takes what is left, however the widths are rounded.
    heads = "".join(
        f'<th style="width:{share}%">{title}</th>'
        for title, share in zip(titles, fit.widths, strict=False)
    )
    heads += f"<th>{last}</th>"
    rows = "".join(
        f"<tr{of_class(mark)}>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n"
        for row, mark in zip(body, marks or [""] * len(body), strict=True)
    )
    kind = f"grid {fit.style}".strip()
    return f'<table class="{kind}"><thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table>'


def listed(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """Return rows as entries: the first cell, and beside it the others that say anything."""
    rows = "".join(
        f"<tr><th>{first}</th><td>{_entry(head[1:], others)}</td></tr>\n" for first, *others in body
    )
    return f'<table class="grid entries"><col class="label"/><col/>{rows}</table>'


def _entry(head: Sequence[str], cells: Sequence[str]) -> str:
    said = zip(head, cells, strict=True)
    return f" {DOT} ".join(f"{escape(title)}: {cell}" for title, cell in said if cell)


def of_class(name: str) -> str:
    """Return the attribute that gives an element a style; nothing for none."""
    return f' class="{name}"' if name else ""
