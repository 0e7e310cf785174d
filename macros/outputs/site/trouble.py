"""Trouble: why the site cannot be written, in a sentence that says what to do."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class SiteError(Exception):
    """Why the site was not written, and what to do; the one that was there is as it was."""


_NO_RIGHT = "you may not write here; get the right to, or name another folder with '--site-dir'"
_IN_USE = "it is a disk of its own, or in use; name a folder in it or elsewhere with '--site-dir'"
_CURES = {
    errno.ENOSPC: "the disk is full; make room and build again",
    errno.EDQUOT: "your share of the disk is used up; make room and build again",
    errno.EFBIG: "a file may not grow so large here; raise the limit ('ulimit -f') and build again",
    errno.EROFS: "the disk is read-only; name a folder elsewhere with '--site-dir'",
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.ENAMETOOLONG: "the name is too long for the disk; give it a shorter one",
    errno.EMFILE: "too many files are open; raise the limit ('ulimit -n') and build again",
    errno.ENFILE: "too many files are open on this machine; end other programs and build again",
    errno.EBUSY: _IN_USE,
    errno.EXDEV: _IN_USE,
    errno.EIO: "the disk fails; look at it, and build to another one with '--site-dir'",
}


def told(error: OSError, site: Path) -> SiteError:
    """Return the refusal for what the system said while the site was being made."""
    cure = _CURES.get(
        error.errno or 0, f"{error.strerror or error}; put that right and build again"
    )
    where = Path(str(error.filename2 or error.filename or site))
    wrong = "cannot be read" if _is_only_read(error, where, site) else "cannot be written"
    # The path itself may be what the system refuses.
    kept = f"; the site in {site} is as it was" if os.path.isdir(site) else ""
    return SiteError(f"{where} {wrong}: {cure}{kept}")


_ONLY_IN_WRITING = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}


def _is_only_read(error: OSError, path: Path, site: Path) -> bool:
    if error.errno in _ONLY_IN_WRITING:
        return False
    return not path.is_relative_to(site) and not path.is_relative_to(beside(site))


def beside(site: Path) -> Path:
    """Return the folder beside a site in which the next one is made."""
    return site.with_name(f".{site.name}.playbook")


@contextmanager
def in_words(site: Path) -> Iterator[None]:
    """Turn what the system says into a SiteError."""
    try:
        yield
    except OSError as error:
        raise told(error, site) from error
