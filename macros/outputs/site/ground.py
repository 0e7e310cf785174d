"""Ground: all that the pages of a site stand on besides the records of partners.

This module is read before anything else is, to tell whether what is kept still holds: it needs
nothing but Python itself.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from macros.digest import digest_of
from macros.drawer import DRAWERS
from macros.program import contents, program

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OPTIONS = "PLAYBOOK_OPTIONS"
"""The variable by which `playbook build` tells its options; other builds keep no frames."""
FILE = DRAWERS / "ground.json"
_PARTNERS = "partners"


class Ground(NamedTuple):
    """Where to look: files and folders that were read, and variables of the environment.

    `options` are those of the command, since another site has other frames.
    """

    options: str
    paths: tuple[str, ...]
    variables: tuple[str, ...]

    def digest(self, root: Path) -> str:
        """Return what all this comes down to at the moment, for the project at `root`."""
        return digest_of(self._pieces(root.resolve())).hex()

    def _pieces(self, root: Path) -> Iterator[bytes]:
        yield program()
        yield repr((self, _day(), *map(os.environ.get, self.variables))).encode()
        # A record that comes or goes changes lists of pages; what it says does not.
        yield "\n".join(_names(root / _PARTNERS)).encode()
        yield from contents([*map(Path, self.paths), root / _PARTNERS / "_house.yml"])


def ground(config_file: Path, options: str, read: Iterable[Path]) -> Ground:
    """Return what a build stands on that has `read` these folders beside its set-up."""
    files = tuple(_with_inherited(config_file))
    variables = sorted({name for file in files for name in _variables(file)})
    return Ground(options, tuple(map(str, (*files, *read))), tuple(variables))


def keep(root: Path, known: Ground) -> None:
    """Write down where to look; where that fails, nobody will."""
    with suppress(OSError):
        (root / FILE).write_text(json.dumps(known), encoding="utf-8")


def found(root: Path, options: str) -> str:
    """Return what it all comes down to now, or nothing where nobody has written where to look."""
    try:
        known = json.loads((root / FILE).read_text(encoding="utf-8"))
        before = Ground(known[0], tuple(known[1]), tuple(known[2]))
        return before.digest(root) if before.options == options else ""
    except (OSError, ValueError, IndexError, TypeError):
        return ""


def _day() -> str:
    """Return the day here, which pages speak of, and the one of UTC, by which MkDocs goes."""
    now = dt.datetime.now(tz=dt.UTC)
    return os.environ.get("SOURCE_DATE_EPOCH") or f"{now.astimezone().date()} {now.date()}"


def _names(folder: Path) -> Iterator[str]:
    with suppress(OSError):
        yield from sorted(each.name for each in os.scandir(folder))


_INHERITED = re.compile(
    r"""^["']?INHERIT["']?\s*:\s*("[^"\n]+"|'[^'\n]+'|[^\s#][^#\n]*?)\s*(?:\s#.*)?$""", re.MULTILINE
)
_VARIABLE = re.compile(r"!ENV\s+(\[[^\]]*\]|\S+)")


def _with_inherited(file: Path) -> Iterator[Path]:
    yield file
    for name in _INHERITED.findall(file.read_text(encoding="utf-8")):
        yield from _with_inherited(file.parent / name.strip("'\""))


def _variables(file: Path) -> Iterator[str]:
    """Yield what may be the name of a variable that a set-up reads; one too many does no harm."""
    for written in _VARIABLE.findall(file.read_text(encoding="utf-8")):
        yield from re.findall(r"\w+", written)
