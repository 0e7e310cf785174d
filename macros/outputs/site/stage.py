"""Stage: a site being made beside the one that people read.

Beside a folder `site` lies `.site.playbook` with all that takes:

- `lock`, held while a build is at work;
- `other`, the next site, and when the two have changed places, the one before. It stays until the
  next build makes another site of it: whoever was about to open a file of it still finds it, and
  what did not change need not be made again;
- `drawn`, for a program that knows only how to write a whole site;
- `between`, where the system cannot let folders change places in one step.

Whatever a run has left there that was ended, the next one uses or removes.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager, suppress
from filecmp import cmp
from pathlib import Path
from typing import TYPE_CHECKING, Self

from macros.digest import digest
from macros.outputs.lock import HeldError, locked
from macros.outputs.site.place import MARK, MARKER, place
from macros.outputs.site.swap import mended, settle, swap
from macros.outputs.site.tree import Tree, copy_owner, names_below, remove_folder, stamp
from macros.outputs.site.trouble import SiteError, beside, in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.content import Stamp, Written
    from macros.outputs.site.place import Place


class Staged:
    """The next site; nothing of it is to be seen before it is published.

    Names are those of files below the site, with slashes. A file that is as it was is the same
    one in the old site and in the next (a hard link), and keeps its time. SiteError where a file
    cannot be written.
    """

    def __init__(self, where: Place) -> None:
        """Make the next site of a place that is locked."""
        self.live = where.site
        self.folder = where.beside / "drawn"
        """An empty folder for a program that writes by itself; `gather` takes what it has written.

        No file in it is one of another site, so it may be written to as one likes.
        """
        self._between = where.beside / "between"
        self._other = where.beside / "other"
        self._next = Tree(self._other)
        self._names: dict[str, bool] = {}
        """What the next site has by now, and whether that is new."""

    def __enter__(self) -> Self:
        """Put right what a run has left that was ended, and begin."""
        with in_words(self.live):
            mended(self.live, self._other, self._between)
            remove_folder(self.folder)
            self.folder.mkdir()
            if not self._other.is_dir():
                self._other.mkdir()
                if self.live.is_dir():
                    copy_owner(self.live, self._other)
        return self

    def __exit__(self, *_: object) -> None:
        """Take back what is new but was not published: it is of no use, and fills the disk."""
        with suppress(OSError):
            remove_folder(self.folder)
            for name, is_new in self._names.items():
                if is_new:
                    self._next.remove(name)

    def write(self, name: str, content: bytes) -> Stamp | None:
        """Add a file, and return its stamp."""
        with in_words(self.live):
            self._write(name, content)
            return stamp(self._next.path(name))

    def keep(self, name: str, known: Written) -> bool:
        """Add a file as it is in the old site, if it is there as it was written.

        With the stamp that it had it is not read. If it is another, nothing is added and the answer
        is False.
        """
        with in_words(self.live):
            old = self._old(name)
            now = stamp(old)
            if now is None:
                return False
            if now != known.stamp and digest(Path(old).read_bytes()) != known.digest:
                return False
            self._add(name, is_new=False)
            self._next.link(name, old)
            return True

    def gather(self) -> Path:
        """Return the folder of the next site, whole, for a last look before it is published."""
        with in_words(self.live):
            for name in names_below(self.folder):
                if name not in self._names:
                    self._take(name)
            self._write(MARKER, MARK)
            self._keep_hidden()
            self._next.keep_only(self._names)
            return self._other

    def publish(self) -> None:
        """Let the next site and the old one change places; the next must have been gathered."""
        with in_words(self.live):
            if self.live.exists():
                settle(self._other, [name for name, is_new in self._names.items() if is_new])
                swap(self.live, self._other, self._between)
            else:
                # Where there was no site, a power cut can take none away.
                self._other.rename(self.live)
            self._names.clear()

    def _old(self, name: str) -> str:
        return f"{self.live}/{name}"

    def _add(self, name: str, *, is_new: bool) -> None:
        self._names[name] = is_new

    def _write(self, name: str, content: bytes) -> None:
        old = self._old(name)
        found = stamp(old)
        is_new = not found or found.size != len(content) or Path(old).read_bytes() != content
        self._add(name, is_new=is_new)
        if is_new:
            self._next.write(name, content)
        else:
            self._next.link(name, old)

    def _take(self, name: str) -> None:
        drawn, old = f"{self.folder}/{name}", self._old(name)
        is_new = stamp(drawn) is None or stamp(old) is None or not cmp(old, drawn, shallow=False)
        self._add(name, is_new=is_new)
        if is_new:
            self._next.move(name, drawn)
        else:
            self._next.link(name, old)

    def _keep_hidden(self) -> None:
        """Keep what is hidden in the old site, as MkDocs does: a `.git`, a `.htaccess`."""
        tops = {name.partition("/")[0] for name in self._names}
        with suppress(FileNotFoundError), os.scandir(self.live) as entries:
            for entry in entries:
                if entry.name.startswith(".") and entry.name not in tops:
                    self._next.mirror(entry.name, entry.path)
                    self._add(entry.name, is_new=False)


@contextmanager
def staged(site_dir: Path, root: Path) -> Iterator[Staged]:
    """Make the next site of the project `root` beside the folder `site_dir`.

    Whoever gets it adds files, gathers them, looks whether all is well, and publishes; leaving
    earlier, or by an error, leaves the old site as it is. SiteError where the site cannot be
    written, may not be written there, or is being written by another build.
    """
    where = place(site_dir, root)
    with in_words(where.site):
        where.beside.mkdir(parents=True, exist_ok=True)
        # Git takes nothing of this, and need not be told by anybody.
        if not (where.beside / ".gitignore").exists():
            (where.beside / ".gitignore").write_bytes(b"*\n")
    with _lock(where), Staged(where) as made:
        yield made


def forget(site_dir: Path) -> None:
    """Remove what lies beside a site that nobody is going to build again."""
    remove_folder(beside(site_dir.resolve()))


@contextmanager
def _lock(where: Place) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            with in_words(where.site):
                stack.enter_context(locked(where.beside / "lock"))
        except HeldError as error:
            message = (
                f"another build is writing {where.site} ({error}); wait until it has ended, and"
                " build again"
            )
            raise SiteError(message) from error
        yield
