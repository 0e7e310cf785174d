"""Verify: a last look at a site before anybody sees it."""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from macros.outputs.site.links import DeadLink, Outline, dead_links, is_in_a_tag, outline
from macros.outputs.site.tree import names_below
from macros.outputs.site.trouble import SiteError
from macros.workers import made_of_all

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path


class Wanted(NamedTuple):
    """What a site must have. Names are those of files below it, with slashes."""

    pages: Collection[str]
    """The files of all pages."""
    searched: Collection[str] = ()
    """The addresses of pages for partners: the search has to lead to each of them once."""
    listed: Iterable[str] | None = None
    """The addresses that the search leads to, or None where nobody can tell: see `in_index`."""
    known: Mapping[str, Outline] = {}
    """The outlines of pages of which one knows that they are whole; they are not read again."""


def verify(site: Path, wanted: Wanted) -> list[DeadLink]:
    """Return what links lead to in vain; SiteError where the site is not whole.

    It is whole if every page is there and not cut off, the search leads to every partner, and the
    list of all pages for search engines can be read.
    """
    files = set(names_below(site))
    outlines = dict(wanted.known)
    seen: dict[frozenset[bytes], frozenset[bytes]] = {}
    faults = [f"{name} is missing" for name in wanted.pages if name not in files]
    unknown = sorted(files.intersection(wanted.pages).difference(wanted.known))
    looks = made_of_all(partial(_look, site), unknown, worth=_WORTH_WORKERS, at_once=_AT_ONCE)
    for name, look in zip(unknown, looks, strict=True):
        if not look.is_whole:
            faults.append(f"{name} is cut off")
        # Most pages have the same outline, and ten thousand of them take room.
        outlines[name] = Outline(*(seen.setdefault(part, part) for part in look.outline))
    faults += _faults_of_search(wanted)
    faults += _faults_of_sitemap(site)
    if faults:
        raise SiteError(_refusal(sorted(faults)))
    dead = dead_links(outlines, files)
    return [each for each in dead if each.is_minor or _is_written(site, each)]


class _Look(NamedTuple):
    """What is seen of a page."""

    is_whole: bool
    outline: Outline


# A page takes a quarter of a millisecond, and workers twenty to start.
_WORTH_WORKERS = 200
_AT_ONCE = 64


def _look(site: Path, name: str) -> _Look:
    content = (site / name).read_bytes()
    # Themes and plugins may add a remark behind it.
    return _Look(content.rfind(b"</html>") >= 0, outline(content))


def in_index(site: Path) -> list[str]:
    """Return the addresses of whole pages in the search index; SiteError where it is cut off."""
    path = site / "search/search_index.json"
    try:
        entries = json.loads(path.read_bytes())["docs"]
        return [each["location"] for each in entries if "#" not in each["location"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SiteError(_refusal(["search/search_index.json is missing or cut off"])) from error


def in_rows(site: Path, folder: str, end: str) -> list[str]:
    """Return the addresses that the files lead to by which scripts of ours find partners.

    `folder` holds the files, `end` stands behind each partner's name. SiteError where one is cut
    off.
    """
    try:
        files = (site / folder).glob("directory-*.json")
        rows = [row for path in files for row in json.loads(path.read_bytes())]
        return [f"partners/{row[0]}{end}" for row in rows]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise SiteError(_refusal([f"a file in {folder} is cut off"])) from error


def _faults_of_search(wanted: Wanted) -> Iterator[str]:
    if wanted.listed is None:
        return
    times = Counter(wanted.listed)
    for address in wanted.searched:
        if times[address] != 1:
            yield f"the search leads {times[address]} times to '{address}', and not once"


def _faults_of_sitemap(site: Path) -> Iterator[str]:
    path = site / "sitemap.xml"
    try:
        if path.exists():
            # The file is our own: no word of it is anybody else's markup.
            ET.parse(path)  # noqa: S314
    except ET.ParseError:
        yield "sitemap.xml is cut off"


_MANY = 10


def _refusal(faults: list[str]) -> str:
    more = [f"and {len(faults) - _MANY} more"] if len(faults) > _MANY else []
    told = "\n".join(f"  {fault}" for fault in faults[:_MANY] + more)
    return (
        "the site that was made is not whole, so it does not take the place of the one before;"
        f" build again, and if it says this again, with '--plain':\n{told}"
    )


def _is_written(site: Path, dead: DeadLink) -> bool:
    """Tell whether it is a link; what only reads like one stands in a text."""
    return is_in_a_tag((site / dead.page).read_bytes(), dead.link)
