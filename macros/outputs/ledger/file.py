"""Ledger file: the ledger on the disk, for its owner alone, and out of every history."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from macros.outputs import lock
from macros.outputs.files import clear_parts, write_whole
from macros.outputs.ledger.ledger import Ledger, LedgerError
from macros.outputs.ledger.text import ledger_of, text_of
from macros.outputs.lock import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = ".shares.json"
LOCK = ".shares.lock"


class Kept(NamedTuple):
    """A ledger as it was read, and what had to be mended on the way; empty where nothing had."""

    ledger: Ledger
    note: str


def read_ledger(root: Path) -> Kept:
    """Return the ledger of a project, an empty one where there is none yet.

    A file that others may read is made private again. LedgerError where it is damaged, or where
    git keeps it or would: the addresses in it are secret.
    """
    path = root / NAME
    _keep_out_of_git(root)
    if path.is_symlink():
        message = f"{NAME} is a link to another place; put the file itself here"
        raise LedgerError(message)
    if not path.exists():
        return Kept(Ledger(), "")
    try:
        note = _made_private(path)
        content = path.read_bytes()
    except OSError as error:
        message = f"{NAME} cannot be read ({error.strerror}); make it a file that you may read"
        raise LedgerError(message) from error
    return Kept(ledger_of(content, NAME), note)


def write_ledger(root: Path, ledger: Ledger) -> None:
    """Write the ledger whole, for its owner alone; LedgerError where that cannot be done."""
    content = text_of(ledger).encode("utf-8")
    # What could not be read again must not take the place of what can.
    if ledger_of(content, NAME) != ledger:
        message = f"{NAME} would not say the same when it is read again; nothing was written"
        raise LedgerError(message)
    try:
        # No git was told to leave out what a run has left that was ended in between.
        clear_parts(root / NAME)
        write_whole(root / NAME, content, PRIVATE)
    except OSError as error:
        message = f"{NAME} cannot be written: {error.strerror or error}"
        raise LedgerError(message) from error


def _made_private(path: Path) -> str:
    # Windows has no such permissions; there the folder's own hold.
    if os.name == "nt" or not stat.S_IMODE(path.stat().st_mode) & 0o077:
        return ""
    path.chmod(PRIVATE)
    return (
        f"others could read {NAME}; now only you can. If somebody may have read it, run"
        " 'playbook share rotate --all'"
    )


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Keep a second run out while this one works; LedgerError where one is at work already."""
    with ExitStack() as stack:
        try:
            stack.enter_context(lock.locked(root / LOCK))
        except lock.HeldError as error:
            message = f"another 'playbook share' is at work here ({error}); wait until it has ended"
            raise LedgerError(message) from error
        except OSError as error:
            message = f"{LOCK} cannot be written: {error.strerror}"
            raise LedgerError(message) from error
        yield


def _keep_out_of_git(root: Path) -> None:
    """Refuse where git has the ledger in its history, or would take it at the next commit."""
    kept = _git(root, "ls-files", "--error-unmatch", NAME)
    if kept == 0:
        message = (
            f"git keeps {NAME}, and whoever has a copy of the project has every link; run"
            f" 'git rm --cached {NAME}', add the line '{NAME}' to .gitignore, and run"
            " 'playbook share rotate --all'"
        )
        raise LedgerError(message)
    if kept == _SAYS_NOTHING and shutil.which("git") and _is_in_repository(root):
        message = (
            f"git does not say whether it keeps {NAME}; run 'git status' here, and put right what"
            " it says"
        )
        raise LedgerError(message)
    if would_take(root, root / NAME):
        message = (
            f"git would take {NAME} into its history, and with it every link; add the line"
            f" '{NAME}' to .gitignore"
        )
        raise LedgerError(message)


def would_take(root: Path, path: Path) -> bool:
    """Tell whether git would take a file into the history of the project at the next commit."""
    return _git(root, "check-ignore", "--quiet", str(path.absolute())) == 1


# As outside of a repository, or in one that git thinks is somebody else's.
_SAYS_NOTHING = 128


def _is_in_repository(root: Path) -> bool:
    here = root.resolve()
    return any((folder / ".git").exists() for folder in (here, *here.parents))


def _git(root: Path, *arguments: str) -> int:
    """Return how git ends; as outside of a repository where there is no git."""
    program = shutil.which("git")
    if program is None:
        return _SAYS_NOTHING
    command = [program, "-C", str(root), *arguments]
    # The command is our own: no word of it comes from a record.
    return subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603
