"""Engine: the templates, and how a view becomes HTML."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from macros.render.once import once
from macros.render.paper.ink import pieces as ink_pieces
from macros.render.paper.ink import unbroken
from macros.render.pieces import (
    differences,
    example_lines,
    facts,
    house,
    pieces,
    rows,
    settled,
    single_quoted,
    standing,
    word,
    worst_standing,
)
from macros.render.prose import prose
from macros.views.parts import Example, Facts, Group, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from macros.render.handbook.guidance import Guidance
    from macros.render.links import Links
    from macros.views.parts import Part, Section
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
    made.filters |= {"prose": prose, "word": word, "pieces": pieces, "house": house}
    made.filters |= {"clause": clause, "part": part, "facts": facts, "opening": opening}
    made.filters |= {"example_lines": example_lines, "differences": differences}
    made.filters |= {"standing": standing, "worst_standing": worst_standing, "rows": rows}
    made.filters["section"] = one_section
    made.filters |= {"ink": ink_pieces, "unbroken": unbroken}
    made.filters |= {"single_quoted": single_quoted, "settled": settled, "lang": lang}
    for kind in (Example, Facts, Group, Table):
        made.tests[kind.__name__.lower()] = _test_of(kind)
    return made


def _test_of(kind: type) -> Callable[[object], bool]:
    def is_one(part: object) -> bool:
        return isinstance(part, kind)

    return is_one


SITE_TONGUE = "en"
"""The language of the site's own pages."""


def lang(language: Language) -> Markup:
    """Return the attribute that tells a browser the language, where it is not the site's own."""
    own = language.tongue == SITE_TONGUE
    return Markup() if own else Markup(' lang="{}"').format(language.tongue)


def one_section(
    section: Section,
    level: int,
    prefix: str,
    links: Links | None,
    language: Language,
    told: str = "",
    *,
    guidance: Sequence[Guidance] = (),
) -> Markup:
    """Return a section's HTML, its heading at `level`, `prefix` before every id.

    `told` are further attributes; `guidance` are pages of the guide that stand on the same page.
    """
    made = _parts().section(section, level, prefix, links, language, told, guidance)
    return Markup(made)  # noqa: S704 - autoescaped templates made it


def render(template: str, links: Links | None, **values: object) -> Markup:
    """Return a template's HTML; without `links` the page leads nowhere else."""
    made = environment().get_template(template).render(links=links, **values)
    return Markup(made)  # noqa: S704 - autoescaped templates made it


@once
def clause(group: Group, level: int, prefix: str) -> Markup:
    """Return a clause's HTML, its heading at `level`, `prefix` before every id."""
    return _parts().group(group, level, prefix)  # type: ignore[no-any-return] # a macro's text


@once
def part(of: Part, level: int, prefix: str, title: str) -> Markup:
    """Return the HTML of a part of the clause `title`; a clause in it has its heading at `level`.

    A table without a caption is called by the clause.
    """
    return _parts().part(of, level, prefix, title)  # type: ignore[no-any-return] # as above


# All but its clauses is the same on every page.
@lru_cache(maxsize=512)
def _opening(empty: Section, *how: object) -> Markup:
    return _parts().opening(empty, *how)  # type: ignore[no-any-return] # as above


def opening(
    section: Section, level: int, prefix: str, guide: str, language: Language, lang: str
) -> Markup:
    """Return the start of a section's HTML up to the reason for it, open for further links."""
    return _opening(section._replace(groups=()), level, prefix, guide, language, lang)


@lru_cache(maxsize=1)
def _parts() -> Any:  # noqa: ANN401 - the macros of a template have no types
    return environment().get_template("parts.html").module


def row(macro: str, *values: object) -> str:
    """Return what a macro of `rows.html` makes of one row, on one line."""
    return one_line(getattr(_rows(), macro)(*values))


@lru_cache(maxsize=1)
def _rows() -> Any:  # noqa: ANN401 - as above
    return environment().get_template("rows.html").module


def templates() -> bytes:
    """Return a fingerprint of the templates; where one has changed, all are read anew."""
    texts = [path.read_bytes() for path in sorted(TEMPLATES.glob("*.html"))]
    found = hashlib.sha256(b"\0".join(texts)).digest()
    if found != _InUse.fingerprint:
        for known in (clause, part, _opening, _parts, _rows, environment):
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
    return re.sub(r"[\r\n][ \t\r\n]*", " ", html.strip())
