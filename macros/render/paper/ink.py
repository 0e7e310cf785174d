"""Ink: single values as XHTML for paper, with as few elements as their looks allow."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from macros.render.paper.columns import NARROW
from macros.render.prose import prose

if TYPE_CHECKING:
    from macros.views.wording import Words

DOT = "·"

# How what is not to be broken is measured: as one word.
_NO_BREAK = str.maketrans({" ": "\N{NO-BREAK SPACE}", "-": "\N{NO-BREAK SPACE}"})


def pieces(all_: tuple[Words, ...]) -> Markup:
    """Return a value for a template."""
    return Markup(said(all_))  # noqa: S704 - every text in it was escaped or is `prose`


_FINGERPRINT = re.compile(r"\b[0-9a-f]{4}(?: [0-9a-f]{4})+\b")


def unbroken(text: str) -> str:
    """Return words in which no fingerprint breaks at the end of a line."""
    return _FINGERPRINT.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), text)


def said(all_: tuple[Words, ...]) -> str:
    """Return a value; plain texts have a dot between them."""
    between = f" {DOT} " if all(piece.kind == "text" for piece in all_) else " "
    return between.join(map(one, all_))


def one(piece: Words) -> str:
    """Return one piece of a value."""
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


def measured(words: tuple[Words, ...]) -> str:
    """Return the text that a cell has room to be made for."""
    return " ".join(
        piece.text.translate(_NO_BREAK)
        if piece.kind in {"phone", "money"}
        else piece.text.replace("@", f"@{NARROW}")
        for piece in words
    )
