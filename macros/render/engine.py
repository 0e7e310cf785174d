"""Engine: the templates, and how a view becomes HTML."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from macros.digest import digest_of
from macros.render.paper.ink import pieces as ink_pieces
from macros.render.paper.ink import unbroken
from macros.render.parts import section
from macros.render.pieces import (
    chips,
    differences,
    facts,
    pieces,
    points,
    single_quoted,
    standing,
    word,
    worst_standing,
)
from macros.render.prose import prose

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from macros.render.links import Links
    from macros.views.wording import Language

TEMPLATES = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates' environment: everything is escaped, a misspelt name is an error."""
    made = Environment(
        loader=PackageLoader("macros.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        # `templates` looks once a build whether they have changed; to look at every use is slow.
        auto_reload=False,
        lstrip_blocks=True,
    )
    made.filters |= {name: _marking(make) for name, make in _MADE.items()}
    made.filters |= {"prose": prose, "section": section, "lang": lang, "kept": kept}
    made.filters |= {"ink": ink_pieces, "unbroken": unbroken}
    return made


_MADE: dict[str, Callable[..., str]] = {
    "word": word,
    "chips": chips,
    "points": points,
    "pieces": pieces,
    "facts": facts,
    "differences": differences,
    "standing": standing,
    "worst_standing": worst_standing,
    "single_quoted": single_quoted,
}


def _marking(make: Callable[..., str]) -> Callable[..., Markup]:
    """Return a filter that tells a template that what `make` makes is HTML."""

    def marked(*values: object) -> Markup:
        return Markup(make(*values))  # noqa: S704 - `pieces` escapes every text

    return marked


SITE_TONGUE = "en"
"""The language of the site's own pages."""


def lang(language: Language) -> Markup:
    """Return the attribute that tells a browser the language, where it is not the site's own."""
    own = language.tongue == SITE_TONGUE
    return Markup() if own else Markup(' lang="{}"').format(language.tongue)


def render(template: str, links: Links | None, **values: object) -> Markup:
    """Return a template's HTML; without `links` the page leads nowhere else."""
    made = "".join(in_pieces(template, links, **values))
    return Markup(made)  # noqa: S704 - autoescaped templates made it


def in_pieces(template: str, links: Links | None, **values: object) -> list[str]:
    """Return a template's HTML in the pieces of which it is, to be joined once, at the end."""
    return list(environment().get_template(template).generate(links=links, **values))


@lru_cache(maxsize=1024)
def kept(macro: str, *values: Hashable) -> Markup:
    """Return what a macro of `same.html` makes of values; it is drawn once for the same ones."""
    return getattr(_same(), macro)(*values)  # type: ignore[no-any-return] # a macro's text


@lru_cache(maxsize=1)
def _same() -> Any:  # noqa: ANN401 - the macros of a template have no types
    return environment().get_template("same.html").module


def templates() -> bytes:
    """Return a fingerprint of the templates; where one has changed, all are read anew."""
    texts = [path.read_bytes() for path in sorted(TEMPLATES.glob("*.html"))]
    found = digest_of(texts)
    if found != _InUse.fingerprint:
        for known in (kept, _same, environment):
            known.cache_clear()
        _InUse.fingerprint = found
    return found


class _InUse:
    """The templates that are in use."""

    fingerprint = b""


def literal(text: str) -> Markup:
    """Return text in the form in which a line of Markdown carries it untouched."""
    shown = "".join(char if char.isalnum() else f"&#{ord(char)};" for char in text)
    return Markup(shown)  # noqa: S704 - nothing but letters, digits and references is left


def embed(html: Markup) -> str:
    """Return HTML in the form in which a Markdown page carries it untouched: one raw block.

    Blank lines would end the block, so every line break becomes a space, as HTML shows it. The
    wider spaces of Unicode are none of HTML's, and stay.
    """
    return f'\n\n<div class="pb">{one_line(html)}</div>\n\n'


def one_line(html: str) -> str:
    """Return HTML without line breaks; each becomes a space."""
    html = html.strip()
    if "\n" in html or "\r" in html:
        html = re.sub(r"[\r\n][ \t\r\n]*", " ", html)
    return html
