"""Known: what was made of each record before, so that only what has changed is made again."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, Protocol
from weakref import finalize

from macros.digest import digest
from macros.drawer import DRAWERS, put, taken, written
from macros.spool import Span, read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from macros.records.problems import Problem
    from macros.render.sheets import Face
    from macros.render.shell import Bound, Leaf
    from macros.spool import Spool


FILE, LATER, APART = "sheets", "sheets-later", "sheets-apart"
FEW = 500
"""So many sheets at most stand apart from the rest."""


class GoneError(Exception):
    """What was kept is no longer where it was."""


class Content(Protocol):
    """Where something of a partner is kept: too much to have of all in memory."""

    def read(self) -> bytes:
        """Return it; GoneError where it is no longer there, or another."""


class Spooled(NamedTuple):
    """What this program has set aside."""

    spool: Spool
    span: Span

    def read(self) -> bytes:
        """Return it."""
        return self.spool.read(self.span)


class Held(NamedTuple):
    """What is in memory after all, being little."""

    content: bytes

    def read(self) -> bytes:
        """Return it."""
        return self.content


class Apart(NamedTuple):
    """What stands in a file of the project, among others of its kind."""

    file: Path
    span: Span
    digest: bytes

    def read(self) -> bytes:
        """Return it; GoneError where another program has put others there."""
        try:
            found = read(_opened(self.file).number, self.span)
        except OSError as error:
            raise GoneError from error
        if digest(found) != self.digest:
            raise GoneError
        return found


class _Opened:
    """A file that is closed when nobody reads it any more."""

    def __init__(self, path: Path) -> None:
        file = path.open("rb")
        finalize(self, file.close)
        self.number = file.fileno()


_opened = lru_cache(maxsize=1)(_Opened)


class Stamp(NamedTuple):
    """By what one sees that nobody has written to a file: its bytes, and when it was written.

    In nanoseconds, as the system gives them.
    """

    size: int
    written: int


class OnPage(NamedTuple):
    """HTML as it stands on a page that an earlier build wrote, `digest` being that of the page."""

    page: str
    digest: bytes
    span: Span
    stamp: Stamp | None
    """That of the page, or None where nobody knows."""

    @classmethod
    def of(cls, page: str, bound: Bound, leaf: Leaf, stamp: Stamp | None) -> OnPage:
        """Return where the HTML of a leaf stands on a page that is `bound`."""
        return cls(page, digest(bound.page), Span(bound.start, len(leaf.html)), stamp)

    def read(self) -> bytes:
        """Return it; GoneError where somebody has changed the page since."""
        try:
            found = Path(self.page).read_bytes()
        except OSError as error:
            raise GoneError from error
        if digest(found) != self.digest:
            raise GoneError
        start, size = self.span
        return found[start : start + size]


class Packed(NamedTuple):
    """Something that few ask for, and what is equal where it says the same."""

    digest: bytes
    content: Content


class Made(NamedTuple):
    """What was made of a record: nothing but problems where it is too wrong for a page."""

    key: bytes
    """What all that it was made of comes down to."""
    problems: list[Problem]
    face: Face | None = None
    sheet: Packed | None = None
    events: Packed | None = None
    html: Content | None = None
    """The HTML of the page, in UTF-8."""


class _Memory:
    """What this program knows, of the project that it has made last."""

    root: Path | None = None
    made: Mapping[str, Made] = {}
    later: Mapping[str, Made] = {}
    """What of it came after the large file was written."""


def recall(root: Path) -> Mapping[str, Made]:
    """Return what is known of the records of a project, by slug, from this program or before it."""
    if _Memory.root != root:
        later: dict[str, Made] = taken(root, LATER) or {}
        _Memory.root, _Memory.made = root, (taken(root, FILE) or {}) | later
        _Memory.later = later
    return _Memory.made


def remember(root: Path, made: Mapping[str, Made]) -> None:
    """Know this of a project's records from now on, and nothing older."""
    _Memory.root, _Memory.made = root, made


def keep(root: Path, made: Mapping[str, Made], pages: Mapping[str, OnPage]) -> None:
    """Write what later builds may know, `pages` being where the HTML of each partner stands now.

    What little has changed goes into a file of its own: to write all of ten thousand takes longer
    than to make one anew. Each sheet is known by what it was made of, so that files of different
    builds do no harm.
    """
    changed = {slug for slug, page in pages.items() if made[slug].html is not page}
    later = {slug for slug in _Memory.later if slug in pages} | changed
    if len(later) <= min(FEW, len(pages) // 2):
        put(root, LATER, _lasting(made, {slug: pages[slug] for slug in later}, Held))
        return
    file = root / DRAWERS / APART
    with suppress(OSError), written(file) as opened:
        put(root, FILE, _lasting(made, pages, partial(_set_apart, file, opened)))
        put(root, LATER, {})
        # Windows puts nothing in the place of a file that is open.
        _opened.cache_clear()


def _lasting(
    made: Mapping[str, Made], pages: Mapping[str, OnPage], keep: Callable[[bytes], Content]
) -> dict[str, Made]:
    """Return what was made of those that have pages, so that it outlasts this program."""
    lasting = {}
    for slug, page in pages.items():
        one = made[slug]
        # What is gone meanwhile is made again by whoever asks for it.
        with suppress(GoneError):
            sheet, events = _kept(one.sheet, keep), _kept(one.events, keep)
            lasting[slug] = one._replace(sheet=sheet, events=events, html=page)
    return lasting


def _kept(packed: Packed | None, keep: Callable[[bytes], Content]) -> Packed | None:
    return packed and packed._replace(content=keep(packed.content.read()))


def _set_apart(file: Path, opened: IO[bytes], content: bytes) -> Apart:
    span = Span(opened.tell(), len(content))
    opened.write(content)
    return Apart(file, span, digest(content))
