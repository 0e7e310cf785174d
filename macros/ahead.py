"""Ahead: the sheets of a site, begun before MkDocs has started.

That takes it half a second, in which all processors but one would have nothing to do.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from macros.edition import Edition
from macros.records.source import read
from macros.render.links import Addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SET_UP = "mkdocs.yml"


class _Begun:
    """What nobody has asked for yet."""

    edition: Edition | None = None


@contextmanager
def ahead(root: Path) -> Iterator[None]:
    """Make the sheets of a project beside what goes on in here, for whoever asks by `edition_of`.

    Nothing is begun where the set-up leaves it to others, as to a variable, where pages will be.
    """
    addresses = _addresses(root)
    _Begun.edition = Edition.begin(root, addresses) if addresses else None
    try:
        yield
    finally:
        _stop()


def edition_of(root: Path, addresses: Addresses) -> Edition:
    """Return the edition that was begun ahead, or begin one; for each call another."""
    begun, _Begun.edition = _Begun.edition, None
    if begun and (begun.root, begun.addresses) == (root, addresses):
        return begun
    if begun:
        begun.stop()
    return Edition.begin(root, addresses)


def _stop() -> None:
    if _Begun.edition:
        _Begun.edition.stop()
        _Begun.edition = None


def _addresses(root: Path) -> Addresses | None:
    """Return where the pages of a project will be, or None where only MkDocs can tell."""
    said: dict[str, str] = {}
    path = root / SET_UP
    for _ in range(_DEEP):
        document = read(path, SET_UP).document()
        if not document.root.value or {problem.field for problem in document.problems} & _ASKED:
            return None
        found = {key: document.root.child(key) for key in _ASKED}
        # What a file says itself goes before what it inherits.
        said = {key: str(node.value or "") for key, node in found.items() if node} | said
        above = said.pop(_INHERIT, "")
        if not above:
            return _told(said)
        path = path.parent / above
    return None


def _told(said: Mapping[str, str]) -> Addresses:
    url = said.get(_URL, "")
    slash = "" if not url or url.endswith("/") else "/"
    return Addresses(url + slash, said.get(_DIRECTORIES, "yes").lower() in _YES)


_URL, _DIRECTORIES, _INHERIT = "site_url", "use_directory_urls", "INHERIT"
_ASKED = {_URL, _DIRECTORIES, _INHERIT}
_YES = {"true", "yes", "on"}
_DEEP = 8
"""So many files at most inherit one from another: one that inherits itself has no end."""
