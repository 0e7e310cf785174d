"""Guidance: the pages of the site that are written for partners, and which of them go with whom."""

from __future__ import annotations

import os
import posixpath
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from macros.records.fields import Audience
from macros.records.problems import in_reading_order
from macros.render.engine import SITE_TONGUE
from macros.render.handbook.front import Draft, draft
from macros.render.handbook.portable import portable
from macros.views.audience import may_see
from macros.views.outline import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from macros.records.problems import Problem
    from macros.views.partner import PlaybookView

DOCS = "docs"


class Guidance(NamedTuple):
    """A page for partners, ready for a pack; its own title stands above it, at h2.

    All versions of a page in other languages share its `id`. Only those from `guidance_for` have
    links that lead somewhere, since a link to another page needs that page beside it.
    """

    id: str
    title: str
    tongue: str
    html: Markup
    sections: frozenset[str]
    source: str

    @property
    def anchor(self) -> str:
        """The id that the page's title has in a pack: links between pages lead to it."""
        return anchor(self.id)


class Handbook(NamedTuple):
    """Every page for partners, and what is wrong with those that are left out."""

    pages: tuple[Guidance, ...]
    problems: list[Problem]


def anchor(name: str) -> str:
    """Return the id that the title of the page `name` has in a pack."""
    return f"guide-{name}"


def handbook(root: Path) -> Handbook:
    """Return every page below `docs` whose front matter says `audience: partner`.

    Links in the file system are not followed: what they lead to is no page of this site.
    """
    readings = [draft(path, name) for name, path in _files(root / DOCS)]
    problems = [problem for reading in readings for problem in reading.problems]
    drafts = [reading.draft for reading in readings if reading.draft]
    names = {each.source: each.name for each in drafts}
    pages = []
    first: dict[tuple[str, str], str] = {}
    for each in drafts:
        made, found = _made(each, names)
        twin = first.setdefault((each.name, each.tongue), each.source)
        if twin != each.source:
            message = f"'{twin}' has the same name and language"
            found.append(each.problem("", message, "rename one of the two files, or join them"))
        problems += found
        pages += [] if found else [made]
    return Handbook(tuple(pages), in_reading_order(problems))


def guidance_for(pages: Iterable[Guidance], view: PlaybookView) -> tuple[Guidance, ...]:
    """Return the pages that go with a playbook, in the order of its sections.

    A page goes where one of its sections is shown, in the playbook's language or else in English.
    One that is also about a section which these readers never see stays at home.
    """
    shown = [section.id for section in view.sections]
    known = list(pages)
    versions = {page.id: page for page in known if page.tongue == SITE_TONGUE}
    versions |= {page.id: page for page in known if page.tongue == view.language.tongue}
    hidden = _hidden_from(view.audience)
    places = {
        page.id: min(shown.index(name) for name in page.sections.intersection(shown))
        for page in versions.values()
        if not page.sections.isdisjoint(shown) and page.sections.isdisjoint(hidden)
    }
    chosen = {
        name: versions[name] for name in sorted(places, key=lambda name: (places[name], name))
    }
    return tuple(page._replace(html=_linked(page.html, chosen)) for page in chosen.values())


@lru_cache(maxsize=len(Audience))
def _hidden_from(audience: Audience) -> frozenset[str]:
    """Return the sections of which an audience may see no clause in any playbook."""
    return frozenset(
        outline.id
        for outline in SECTIONS
        if outline.paths
        and not any(may_see(audience, tuple(path.split("."))) for path in outline.paths)
    )


def _files(docs: Path) -> Iterator[tuple[str, Path]]:
    for folder, folders, files in os.walk(docs, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            if path.suffix == ".md" and not name.startswith(".") and not path.is_symlink():
                yield f"{DOCS}/{path.relative_to(docs).as_posix()}", path


def _made(page: Draft, names: Mapping[str, str]) -> tuple[Guidance, list[Problem]]:
    made = portable(page.text, f"{anchor(page.name)}-", _way_from(page, names))
    problems = [page.problem(each.words, each.message, each.cure) for each in made.refused]
    # Nothing but tags of Markdown's own: HTML is refused.
    html = Markup(made.html)  # noqa: S704
    guidance = Guidance(page.name, page.title, page.tongue, html, page.sections, page.source)
    return guidance, problems


# A link to a page of the site, until it is known which pages stand beside this one.
_WAY = "guide:{}#{}"
_LINK = re.compile(r'<a href="guide:([a-z0-9-]*)#([\w-]*)">(.*?)</a>', re.DOTALL)


def _way_from(page: Draft, names: Mapping[str, str]) -> Callable[[str], str]:
    def way(address: str) -> str:
        path, _, place = address.partition("#")
        folder = posixpath.dirname(page.source)
        target = posixpath.normpath(posixpath.join(folder, path)) if path else page.source
        return _WAY.format(names.get(target, ""), place if re.fullmatch(r"[\w-]+", place) else "")

    return way


def _linked(html: Markup, beside: Mapping[str, Guidance]) -> Markup:
    """Return the page with its links led to the pages beside it; of other links, the words."""

    def link(found: re.Match[str]) -> str:
        name, place, words = found.groups()
        if name not in beside:
            return words
        inner = f"{anchor(name)}-{place}"
        there = inner if f'id="{inner}"' in beside[name].html else anchor(name)
        return f'<a href="#{there}">{words}</a>'

    return Markup(_LINK.sub(link, html))  # noqa: S704 - the page's own HTML
