"""Remake: a site whose records have changed, without what draws its pages."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import TYPE_CHECKING

from macros import known
from macros.drawer import put, taken
from macros.edition import Edition
from macros.garbage import many_objects
from macros.outputs.site.again import StaleError, again
from macros.outputs.site.kept import FILE, TOGETHER
from macros.outputs.site.links import Outline
from macros.outputs.site.stage import staged
from macros.outputs.site.together import Group, found_by_search
from macros.outputs.site.verify import Wanted, verify
from macros.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from macros.outputs.site.again import Remade
    from macros.outputs.site.kept import Kept, Together
    from macros.render.shell import Heading


def remake(root: Path, ground: str) -> str | None:
    """Put the site of a project in its place anew, and tell in a line what was made for it.

    `ground` is what pages stand on now besides the records. None where the theme has to draw, or
    to tell what is wrong. SiteError where the site cannot be written.
    """
    with many_objects():
        return _remade(root, ground, time.perf_counter())


def _remade(root: Path, ground: str, start: float) -> str | None:
    kept: Kept | None = taken(root, FILE)
    if kept is None or kept.ground != ground:
        return None
    edition, before = Edition.begin(root, kept.addresses), taken(root, TOGETHER) or {}
    try:
        with staged(kept.site, root) as site:
            made = again(kept, before, edition, site)
            folder = site.gather()
            dead = verify(folder, _wanted(kept, edition, folder, is_found=_is_found(made, before)))
            if not all(each.is_minor for each in dead):
                return None
            site.publish()
    except StaleError:
        return None
    known.keep(root, edition.made(), made.places)
    if made.together != before:
        put(root, TOGETHER, made.together)
    return f"{told(edition.new, len(kept.pages))} in {time.perf_counter() - start:.2f} s"


_NAMED = 3


def told(new: tuple[str, ...], of: int) -> str:
    """Return which playbooks were made again, in a few words."""
    named = f" ({', '.join(new)})" if 0 < len(new) <= _NAMED else ""
    return f"made {counted(len(new), 'playbook')} of {of:,} again{named}"


def _is_found(made: Remade, before: Mapping[Group, Together]) -> bool:
    """Tell whether the search is as it was, when it led to every partner."""
    return made.together[Group.SEARCH] == before.get(Group.SEARCH)


def _wanted(kept: Kept, edition: Edition, folder: Path, *, is_found: bool) -> Wanted:
    """Return what must be in the folder of a site; `is_found` where the search is as it was."""
    pages = {slug: kept.addresses.file(slug) for slug in kept.pages}
    others = (name for name in (*kept.files, *kept.frames) if name.endswith(".html"))
    same = pages.keys() - edition.new
    # They were looked through when they were made, and are what they were.
    outlines = {pages[slug]: _outline(edition.faces[slug].headings) for slug in same}
    addresses = [kept.addresses.partner(slug) for slug in pages]
    listed = None
    if not is_found:
        listed = found_by_search(folder, kept.addresses, has_own_search=kept.has_own_search)
    return Wanted({*pages.values(), *others}, addresses, listed, outlines)


@lru_cache(maxsize=64)
def _outline(headings: tuple[Heading, ...]) -> Outline:
    return Outline(frozenset(), frozenset(heading.id.encode() for heading in headings))
