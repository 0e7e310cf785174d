"""Links: addresses of pages, relative to the page on which they stand."""

from __future__ import annotations

import posixpath
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
        path, _, anchor = source.partition("#")
        target = self._address(path)
        start = posixpath.dirname(self.page) if not self.page.endswith("/") else self.page
        relative = posixpath.relpath(target or ".", start.rstrip("/") or ".")
        slash = "/" if (target.endswith("/") or not target) and not relative.endswith("/") else ""
        return f"{relative}{slash}{f'#{anchor}' if anchor else ''}"

    def partner(self, slug: str) -> str:
        """Return the address of a partner's page."""
        return self.to(f"partners/{slug}.md")

    def _address(self, path: str) -> str:
        stem = path.removesuffix(".md")
        if stem == "index" or stem.endswith("/index"):
            folder = stem.removesuffix("index")
            return folder if self.directories else f"{folder}index.html"
        return f"{stem}/" if self.directories else f"{stem}.html"
