"""Tree: the files below a folder, put there, told and removed one by one."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from macros.content import Stamp

if TYPE_CHECKING:
    from collections.abc import Container, Iterator


class Tree:
    """A folder that only we write to. Names are those of files below it, with slashes.

    A file is never written where it lies, but beside it and then put in its place: it may be the
    same file as one of another tree (a hard link), which must not change. Where a folder should
    be, anything else is removed: a link to another place is not followed.
    """

    def __init__(self, root: Path) -> None:
        """Put files below `root`, which may be new."""
        self.root = str(root)
        self._folders: set[str] = set()
        """What is known to be a folder."""

    def path(self, name: str) -> str:
        """Return where a file is, or would be."""
        return f"{self.root}/{name}"

    def write(self, name: str, content: bytes) -> None:
        """Put a file in its place."""
        path = self.path(name)
        self._make(path.rpartition("/")[0])
        if os.path.lexists(path):
            part = self._beside(name)
            _write(part, content)
            os.replace(part, path)
        else:
            # Nobody sees it before the whole tree is published.
            _write(path, content)

    def link(self, name: str, old: str) -> None:
        """Put the file at the path `old` in its place; it is in both then."""
        if not _is_same(self.path(name), old):
            part = self._beside(name)
            _link(old, part)
            Path(part).replace(self.path(name))

    def move(self, name: str, drawn: str) -> None:
        """Put the file at the path `drawn` in its place; it is no longer where it was."""
        self._beside(name)
        Path(drawn).replace(self.path(name))

    def mirror(self, name: str, old: str) -> None:
        """Put the file or folder at the path `old` in its place, with every file of it."""
        _remove(self.path(name))
        if _is_folder(old):
            shutil.copytree(old, self.path(name), symlinks=True, copy_function=_link)
        else:
            self.link(name, old)

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with suppress(FileNotFoundError):
            Path(self.path(name)).unlink()

    def keep_only(self, names: Container[str]) -> None:
        """Remove every file and folder that has no such name, and holds none that has."""
        _thin(self.root, "", names)

    def _beside(self, name: str) -> str:
        """Return where to write what is then put in its place, in a folder that is there."""
        path = self.path(name)
        folder, _, last = path.rpartition("/")
        self._make(folder)
        if _is_folder(path):
            shutil.rmtree(path)
        part = f"{folder}/.{last[:_LONGEST]}.part"
        with suppress(FileNotFoundError):
            Path(part).unlink()
        return part

    def _make(self, folder: str) -> None:
        if folder in self._folders:
            return
        if folder != self.root:
            self._make(folder.rpartition("/")[0])
        if not _is_folder(folder):
            _remove(folder)
            Path(folder).mkdir()
        self._folders.add(folder)


_LONGEST = 60
"""Letters of a name that are kept in the one beside it: four bytes each, they fit on every disk."""


def names_below(root: Path) -> Iterator[str]:
    """Yield the name of every file below a folder; of none where there is no folder."""
    if root.is_dir():
        yield from _names(str(root), "")


def stamp(path: str) -> Stamp | None:
    """Return the stamp of a file, or None where there is none."""
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    is_file = S_ISREG(status.st_mode)
    return Stamp(status.st_size, status.st_mtime_ns) if is_file else None


def remove_folder(path: Path) -> None:
    """Remove a folder, if it is there."""
    with suppress(FileNotFoundError):
        shutil.rmtree(path)


def copy_owner(old: Path, new: Path) -> None:
    """Give a folder to whom the old one is, as far as one may."""
    shutil.copymode(old, new)
    if hasattr(os, "chown"):
        status = old.stat()
        with suppress(PermissionError):
            os.chown(new, status.st_uid, status.st_gid)


def _names(folder: str, above: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        found = list(entries)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _names(entry.path, f"{above}{entry.name}/")
        else:
            yield above + entry.name


def _thin(folder: str, above: str, names: Container[str]) -> bool:
    """Remove what has no such name, and tell whether anything is left."""
    is_left = False
    with os.scandir(folder) as entries:
        found = list(entries)
    for entry in found:
        if above + entry.name in names:
            is_left = True
        elif not entry.is_dir(follow_symlinks=False):
            Path(entry).unlink()
        elif _thin(entry.path, f"{above}{entry.name}/", names):
            is_left = True
        else:
            Path(entry).rmdir()
    return is_left


def _write(path: str, content: bytes) -> None:
    with open(path, "xb") as opened:
        opened.write(content)


def _link(old: str, new: str) -> None:
    try:
        os.link(old, new, follow_symlinks=False)
    except (OSError, NotImplementedError):
        # Some disks have no such links, and some systems none to files of other people.
        shutil.copy2(old, new, follow_symlinks=False)


def _is_same(one: str, other: str) -> bool:
    try:
        return os.path.samestat(os.lstat(one), os.lstat(other))
    except (FileNotFoundError, NotADirectoryError):
        return False


def _is_folder(path: str) -> bool:
    try:
        return S_ISDIR(os.lstat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _remove(path: str) -> None:
    if _is_folder(path):
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError):
            Path(path).unlink()
