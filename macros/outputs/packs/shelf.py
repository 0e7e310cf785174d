"""Shelf: the public folder, in which every pack lies under its own address and nothing leads to it.

What is in it is copied to a web server as it is. Files are written whole, one after the other;
whoever reads one meanwhile sees the old or the new. What is not ours is never touched.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.files import clear_parts, write_whole
from macros.outputs.ledger.address import PACKS, PAGE, PDF
from macros.outputs.ledger.shares import TOKEN
from macros.outputs.project import PUBLISHED, part_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

MARKER = ".playbook-share"
"""The file by which a later run knows the folder as ours."""
USUAL = "share"

_MARK = b"Made by 'playbook share', which writes here again. Put nothing of your own into it.\n"


class ShelfError(Exception):
    """Why the folder cannot take packs, and what to do."""


class Change(NamedTuple):
    """What is to be on the shelf: files of packs by their address, and addresses that are gone.

    `neutral` is the page for what is gone or was never there, `extra` has further files for the
    folder itself by name.
    """

    packs: Mapping[str, Mapping[str, bytes]]
    gone: Iterable[str]
    neutral: bytes
    extra: Mapping[str, bytes] = {}


def check(shelf: Path, project: Path) -> None:
    """Refuse a folder that packs must not be written into; ShelfError says why."""
    try:
        _check(shelf, project)
    except OSError as error:
        message = f"{shelf} cannot be looked into ({error.strerror}); name another folder"
        raise ShelfError(message) from error


def _check(shelf: Path, project: Path) -> None:
    _check_place(shelf, project)
    if not shelf.exists():
        return
    if not shelf.is_dir():
        message = f"{shelf} is a file; name a folder"
        raise ShelfError(message)
    # First, so that nobody is told to remove a link from a folder of somebody else's.
    if any(shelf.iterdir()) and not (shelf / MARKER).is_file():
        message = f"{shelf} has files that 'playbook share' did not write; name an empty folder"
        raise ShelfError(message)
    linked = next(_links(shelf), None)
    if linked:
        message = f"{linked} is a link to another place; remove it"
        raise ShelfError(message)


def _check_place(shelf: Path, project: Path) -> None:
    if shelf.is_symlink():
        message = f"{shelf} is a link to another place; name the folder itself"
        raise ShelfError(message)
    here, root = shelf.resolve(), project.resolve()
    if root.is_relative_to(here):
        message = f"{shelf} holds the project itself; name a folder for the packs alone"
        raise ShelfError(message)
    name = part_of(project, shelf, PUBLISHED)
    if name:
        message = f"{shelf} is inside '{name}'; name a folder beside it, such as '{USUAL}'"
        raise ShelfError(message)


def _links(shelf: Path) -> Iterator[Path]:
    """Yield the links among what we read or write."""
    for path in (*shelf.iterdir(), *_entries(shelf / PACKS)):
        if path.is_symlink():
            yield path
        elif path.parent.name == PACKS and path.is_dir():
            yield from (each for each in path.iterdir() if each.is_symlink())


def _entries(folder: Path) -> Iterator[Path]:
    if folder.is_dir() and not folder.is_symlink():
        yield from folder.iterdir()


def digest(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of a pack's files: equal exactly for equal names and bytes."""
    found = sha256()
    for name, content in sorted(files.items()):
        found.update(f"{name}\n{len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def on_shelf(shelf: Path, token: str) -> dict[str, bytes]:
    """Return the files that lie under an address, by name; none where there are none."""
    paths = (_folder(shelf, token) / name for name in (PAGE, PDF))
    return {path.name: path.read_bytes() for path in paths if path.is_file()}


def put(shelf: Path, change: Change) -> Iterator[str]:
    """Write what is to be on the shelf, and yield each address of a pack when it is done.

    What is gone goes first. Nothing is written twice: a file that is right already keeps its time.
    OSError where a file cannot be written; every file is then whole, the old or the new.
    """
    for name, content in _frame(change):
        _write(shelf / name, content)
    for token in change.gone:
        _put(shelf, token, {PAGE: change.neutral})
    for token, files in change.packs.items():
        _put(shelf, token, files)
        yield token


def _frame(change: Change) -> Iterator[tuple[str, bytes]]:
    """Yield what lies around the packs; the marker first, so that a later run knows its own."""
    yield MARKER, _MARK
    yield from change.extra.items()
    for name in (PAGE, "404.html", f"{PACKS}/{PAGE}"):
        yield name, change.neutral


def _put(shelf: Path, token: str, files: Mapping[str, bytes]) -> None:
    folder = _folder(shelf, token)
    if PDF not in files:
        (folder / PDF).unlink(missing_ok=True)
    # The page last: it leads to what is beside it.
    for name in sorted(files, key=lambda each: each == PAGE):
        _write(folder / name, files[name])


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    clear_parts(path)
    if not path.is_file() or path.read_bytes() != content:
        write_whole(path, content)


def _folder(shelf: Path, token: str) -> Path:
    if not TOKEN.fullmatch(token):
        message = f"'{token}' is no address"
        raise ShelfError(message)
    return shelf / PACKS / token
