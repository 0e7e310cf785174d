"""Swap: two folders change places in one step."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_NO_SUCH_CALL = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
_HERE = -100
"""Where Linux looks for a path that is not whole: the folder that one is in (AT_FDCWD)."""
_EXCHANGE = 2
"""The same number with both systems: RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS."""


def swap(one: Path, other: Path, between: Path) -> None:
    """Let two folders of one disk change places; who looks meanwhile sees the one or the other.

    Where the system has no such call it takes three steps by way of `between`, and for a moment
    neither is in its place: see `mended`. OSError where it cannot be done; all is then as it was.
    """
    if not _exchanged(one, other):
        one.rename(between)
        try:
            other.rename(one)
        except OSError:
            between.rename(one)
            raise
        between.rename(other)


def mended(one: Path, other: Path, between: Path) -> None:
    """Put right what `swap` has left that was ended between its steps."""
    if between.is_dir():
        between.rename(other if one.exists() else one)


def _exchanged(one: Path, other: Path) -> bool:
    """Tell whether it was done in one step; OSError where there is a call for it that failed."""
    if sys.platform == "win32":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if hasattr(library, "renameat2"):
        failed = library.renameat2(_HERE, first, _HERE, second, _EXCHANGE)
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(first, second, _EXCHANGE)
    else:
        return False
    number = ctypes.get_errno()
    if failed and number not in _NO_SUCH_CALL:
        raise OSError(number, os.strerror(number), str(one), None, str(other))
    return not failed


def settle(folder: Path, new: Sequence[str]) -> None:
    """Have the system write what it only keeps in mind of the `new` files of a folder.

    A process that is killed loses nothing of it; a power cut would, and could leave a folder in
    its new place whose files are empty.
    """
    if sys.platform == "win32":
        return
    library = ctypes.CDLL(None, use_errno=True)
    if len(new) <= _FEW:
        for name in new:
            _on_opened(folder / name, os.fsync)
    elif hasattr(library, "syncfs"):
        _on_opened(folder, partial(_sync_all, library))
    else:
        os.sync()


_FEW = 100
"""So many files are written sooner one by one than all else that the disk still owes."""


def _on_opened(path: Path, do: Callable[[int], object]) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        do(opened)
    finally:
        os.close(opened)


def _sync_all(library: ctypes.CDLL, opened: int) -> None:
    if library.syncfs(opened):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
