"""Content: what is kept of partners, too much to have of all in memory, and where it is kept."""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol
from weakref import finalize

from macros.digest import digest
from macros.drawer import written
from macros.spool import Span, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from macros.render.shell import Bound, Leaf
    from macros.spool import Spool


class GoneError(Exception):
    """What was kept is no longer where it was."""


class Content(Protocol):
    """Some bytes, wherever they are."""

    def read(self) -> bytes:
        """Return them; GoneError where they are no longer there, or are others."""


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
        """Return it; GoneError where another program has put something else there."""
        return _still(self.digest, lambda: read(_opened(self.file).number, self.span))


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


class Written(NamedTuple):
    """A file as it was when it was written: its SHA-256, and its stamp, if that is known."""

    digest: bytes
    stamp: Stamp | None


class OnPage(NamedTuple):
    """HTML as it stands on a page that an earlier build wrote."""

    page: str
    written: Written
    span: Span

    @classmethod
    def of(cls, page: str, bound: Bound, leaf: Leaf, stamp: Stamp | None) -> OnPage:
        """Return where the HTML of a leaf stands on a page that is `bound`."""
        written = Written(digest(bound.page), stamp)
        return cls(page, written, Span(bound.start, len(leaf.html)))

    def read(self) -> bytes:
        """Return it; GoneError where somebody has changed the page since."""
        start, size = self.span
        if start < 0:
            # Somebody's plugin has changed it on the page.
            raise GoneError
        return _still(self.written.digest, Path(self.page).read_bytes)[start : start + size]


def _still(known: bytes, read_now: Callable[[], bytes]) -> bytes:
    """Return what one reads, if it is still what is known by this SHA-256; else GoneError."""
    try:
        found = read_now()
    except OSError as error:
        raise GoneError from error
    if digest(found) != known:
        raise GoneError
    return found


class Packed(NamedTuple):
    """Something that few ask for, and what is equal where it says the same."""

    digest: bytes
    content: Content


@contextmanager
def apart(file: Path) -> Iterator[Callable[[bytes], Apart]]:
    """Give what sets contents apart in `file`, which takes its place when all of them are there.

    OSError where it cannot be written.
    """
    with written(file) as opened:

        def keep(content: bytes) -> Apart:
            span = Span(opened.tell(), len(content))
            opened.write(content)
            return Apart(file, span, digest(content))

        yield keep
        # Windows puts nothing in the place of a file that is open.
        _opened.cache_clear()
