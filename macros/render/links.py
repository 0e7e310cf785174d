"""Links: addresses of pages, relative to the page on which they stand."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import NamedTuple


class Links(NamedTuple):
    """How to reach other pages from one page of the site.

    `page` is the address of the page that links, such as `partners/acme/`; `directories` tells
    whether pages are folders (`acme/`) or files (`acme.html`).
    """

    page: str
    directories: bool = True

    def to(self, source: str) -> str:
        """Return the address of the page made from a file, such as `guide/money.md#tax`."""
        return _way(self, source)

    @property
    def root(self) -> str:
        """The way from this page to the folder of the whole site, a slash at its end."""
        return "../" * self.page.count("/") or "./"

    def partner(self, slug: str) -> str:
        """Return the address of a partner's page."""
        return self.to(f"partners/{slug}.md")

    def address(self, path: str) -> str:
        """Return the address that the page made from a file has on the site."""
        stem = path.removesuffix(".md")
        if stem == "index" or stem.endswith("/index"):
            folder = stem.removesuffix("index")
            return folder if self.directories else f"{folder}index.html"
        return f"{stem}{self.end}"

    @property
    def end(self) -> str:
        """What stands behind a page's name in its address."""
        return "/" if self.directories else ".html"


class Addresses(NamedTuple):
    """Where the pages of a site are.

    Without `site_url` nobody knows; `directories` tells whether they are folders (`money/`) or
    files (`money.html`).
    """

    site_url: str = ""
    directories: bool = True

    def links(self, page: str = "") -> Links:
        """Return how to reach other pages from the page of this address; else from the first."""
        return Links(page, self.directories)

    @property
    def end(self) -> str:
        """What stands behind a page's name in its address."""
        return self.links().end

    def partner(self, slug: str) -> str:
        """Return the address of a page among those of partners, below that of the site."""
        return self.links().address(f"partners/{slug}.md")

    def file(self, slug: str) -> str:
        """Return the name of the file of such a page."""
        address = self.partner(slug)
        return f"{address}index.html" if address.endswith("/") else address


@lru_cache(maxsize=1024)
def _way(links: Links, source: str) -> str:
    path, _, anchor = source.partition("#")
    target = links.address(path)
    start = posixpath.dirname(links.page) if not links.page.endswith("/") else links.page
    relative = _relative(start.strip("/"), target.strip("/"))
    slash = "/" if target.endswith("/") or not target else ""
    return f"{relative}{slash}{f'#{anchor}' if anchor else ''}"


def _relative(start: str, target: str) -> str:
    """Return the way from one folder to a file or folder, as `posixpath.relpath` does.

    A page has dozens of links, and that asks the system each time where it is.
    """
    here, there = start.split("/") if start else [], target.split("/") if target else []
    shared = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        shared += 1
    return "/".join([*[".."] * (len(here) - shared), *there[shared:]]) or "."
