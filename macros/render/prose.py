"""Prose: the safe part of CommonMark that record text may use."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

# Paragraphs, emphasis, lists, quotations, code and links. No HTML, no pictures, and no headings,
# which would break the outline of the page that the words stand on.
_ALLOWED = [
    "emphasis",
    "list",
    "blockquote",
    "backticks",
    "link",
    "newline",
    "escape",
    "autolink",
    "entity",
]
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def _is_safe(address: str) -> bool:
    try:
        return urlsplit(address).scheme.lower() in _SCHEMES
    except ValueError:
        return False


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero", {"html": False, "breaks": True}).enable(_ALLOWED)
    parser.validateLink = _is_safe  # type: ignore[method-assign, assignment] # the documented way
    parser.add_render_rule("link_open", _link_open)
    return parser


def _link_open(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    tokens[index].attrSet("rel", "noreferrer")
    return self.renderToken(tokens, index, options, env)


# A sentence or two in which no sign means anything, neither in Markdown nor, but for quotes, in
# HTML: most notes.
# Brackets mean something in Markdown where an address comes behind them.
_PLAIN = re.compile(
    r"""["(]?[^\W\d_](?:[^\W_]|[ ,.;:?%/()'"£€\u2013\u2019\[-]|\](?![(:\[]))*+(?<! )"""
)


@lru_cache(maxsize=4096)
def prose(text: str) -> Markup:
    """Return the words as HTML; whatever looks like HTML is shown as it was typed."""
    if _PLAIN.fullmatch(text):
        quoted = text.replace('"', "&quot;")
        html = f"<p>{quoted}</p>\n"
    else:
        html = _parser().render(text)
    return Markup(html)  # noqa: S704 - all but its own tags is escaped
