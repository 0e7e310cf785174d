"""Links: where pages of a site lead to, and which of that is not there."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

# Simple, since ten thousand pages are read by them: what looks like a link in a text is told
# from one only where it leads nowhere.
_LINK = re.compile(rb' (?:href|src)="([^"]*)"')
_ANCHOR = re.compile(rb' id="([^"]*)"')
_NAMED = re.compile(rb'<a name="([^"]*)"')
_TAG = re.compile(rb'<[a-z](?:[^<>"]|"[^"]*")*>', re.IGNORECASE)
_ELSEWHERE = re.compile(rb"[a-z][a-z0-9+.-]*:|/|$", re.IGNORECASE)
"""How an address begins that leads out of the site, or to what only its host knows."""


class Outline(NamedTuple):
    """What is to be known of a page to tell dead links: where it leads, and where in it one can.

    All as it is written in the page. Without links to other hosts, and those within the page that
    lead somewhere.
    """

    links: frozenset[bytes]
    anchors: frozenset[bytes]


class DeadLink(NamedTuple):
    """What links lead to that is not there: an address below the site's own."""

    target: str
    page: str
    """The name of the first page that has such a link, in the order of names."""
    link: bytes
    """The link as it is written there."""
    times: int = 1
    """How many pages have one."""

    @property
    def is_minor(self) -> bool:
        """Whether it leads to guidance, which is the house's own: it may have taken pages out."""
        return self.target.startswith("guide/")

    def __str__(self) -> str:
        """Say it in a sentence."""
        more = f" and {self.times - 1} more" if self.times > 1 else ""
        return f"there is no '{self.target}', to which a link leads on {self.page}{more}"


def outline(content: bytes) -> Outline:
    """Return the outline of a page."""
    anchors = frozenset((*_ANCHOR.findall(content), *_NAMED.findall(content)))
    links = frozenset(
        link
        for link in set(_LINK.findall(content))
        if not _ELSEWHERE.match(link) and not _is_within(link, anchors)
    )
    return Outline(links, anchors)


def dead_links(outlines: Mapping[str, Outline], files: Container[str]) -> list[DeadLink]:
    """Return what links lead to that is no file of the site, or no place in a page of it.

    `outlines` of all pages, and `files`, by names below the site's folder.
    """
    found: dict[str, DeadLink] = {}
    for (page, links), times in _alike(outlines).items():
        for link in sorted(links):
            target = _target(page, link)
            if _is_there(target, outlines, files):
                continue
            dead = DeadLink(target, page, link, 0)
            before = found.get(target, dead)
            found[target] = min(before, dead)._replace(times=before.times + times)
    return [found[target] for target in sorted(found)]


def _alike(outlines: Mapping[str, Outline]) -> Counter[tuple[str, tuple[bytes, ...]]]:
    """Return pages with links of theirs, and how many pages have links to the same places.

    Ten thousand neighbours have the same links, and those that leave their folder at once lead to
    the same places: of all neighbours the first one stands here.
    """
    parted: dict[frozenset[bytes], _Parted] = {}
    first: dict[tuple[str, frozenset[bytes]], str] = {}
    alike: Counter[tuple[str, tuple[bytes, ...]]] = Counter()
    for page in sorted(outlines):
        here, links = posixpath.dirname(page), outlines[page].links
        if links not in parted:
            parted[links] = _Parted.of(links)
        climbing, others = parted[links]
        neighbour = first.setdefault((posixpath.dirname(here), links), page) if here else page
        alike[neighbour, climbing] += 1
        if others:
            alike[page, others] += 1
    return alike


class _Parted(NamedTuple):
    """The links of a page, those apart that begin by leaving its folder."""

    climbing: tuple[bytes, ...]
    others: tuple[bytes, ...]

    @classmethod
    def of(cls, links: frozenset[bytes]) -> _Parted:
        climbing = tuple(link for link in links if link.startswith(b"../"))
        return cls(climbing, tuple(links.difference(climbing)))


def is_in_a_tag(content: bytes, link: bytes) -> bool:
    """Tell whether a link stands in a tag of a page, and not only in its text."""
    return any(link in _LINK.findall(tag) for tag in _TAG.findall(content))


_TOP = (b"", b"top")


def _is_within(link: bytes, anchors: frozenset[bytes]) -> bool:
    """Tell whether a link is one within its page, and leads somewhere."""
    anchor = link[1:]
    if not link.startswith(b"#"):
        return False
    return anchor in anchors or anchor in _TOP or _plain(anchor).encode() in anchors


def _plain(written: bytes) -> str:
    """Return what an address in a page means, without what HTML and addresses put for letters."""
    return unquote(unescape(written.decode("utf-8", "replace")))


def _target(page: str, link: bytes) -> str:
    """Return where a link leads, as an address below the site's own; one with `..` leads out."""
    address, _, anchor = link.partition(b"#")
    path = _plain(address.partition(b"?")[0])
    above = posixpath.dirname(page)
    target = posixpath.normpath(posixpath.join(above, path)) if path else page
    slash = "/" if path.endswith(("/", ".")) else ""
    return f"{target}{slash}#{_plain(anchor)}" if anchor else target + slash


def _is_there(target: str, outlines: Mapping[str, Outline], files: Container[str]) -> bool:
    if target.startswith(".."):
        return True
    path, _, anchor = target.partition("#")
    index = posixpath.normpath(f"{path}/index.html")
    name = index if index in files else path
    page = outlines.get(name)
    if page is None or not anchor:
        return name in files
    return _is_within(f"#{anchor}".encode(), page.anchors)
