"""Place: where a site may be written, and where that would be somebody else's loss."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from macros.outputs.project import PUBLISHED, part_of
from macros.outputs.site.trouble import SiteError, beside, in_words

MARKER = ".playbook-site"
"""The file by which a later build knows a site as ours; most hosts leave such a name out."""
MARK = b"Made by 'playbook build', which replaces this folder. Put nothing of your own into it.\n"

_LEFT_BY_A_BUILD = ("404.html", "sitemap.xml", "assets/stylesheets/playbook.css")
"""What every build of this project has left, from before there was a marker."""


class Place(NamedTuple):
    """The folder of the site, and the one beside it in which the next site is made."""

    site: Path
    beside: Path


def place(site: Path, root: Path) -> Place:
    """Return where the site of the project `root` is to be written, without links on the way.

    SiteError where that is not a folder of our own: other people's files would be lost.
    """
    with in_words(site):
        real, project = site.resolve(), root.resolve()
        named = Path(os.path.normpath(site.absolute()))
        is_named_inside = any(named.is_relative_to(each) for each in (project, root.absolute()))
        if is_named_inside and not real.is_relative_to(project):
            message = f"{site} leads out of the project by a link; name the folder itself"
            raise SiteError(message)
        _refuse_a_part_of(project, real)
        _refuse_what_others_wrote(real)
    made_in = beside(real)
    if made_in.is_symlink():
        message = f"{made_in} is a link to another place; remove it"
        raise SiteError(message)
    return Place(real, made_in)


def _refuse_a_part_of(project: Path, site: Path) -> None:
    if project.is_relative_to(site):
        message = f"{site} holds the project itself; name a folder for the site alone"
        raise SiteError(message)
    name = part_of(project, site)
    if name:
        message = f"{site} is inside '{name}'; name a folder beside it, such as '{PUBLISHED}'"
        raise SiteError(message)


def _refuse_what_others_wrote(site: Path) -> None:
    if not site.exists():
        return
    if not site.is_dir():
        message = f"{site} is a file; name a folder"
        raise SiteError(message)
    if os.path.ismount(site):
        message = (
            f"{site} is a disk of its own, and can only be replaced file by file; name a folder"
            " in it"
        )
        raise SiteError(message)
    # What is hidden stays, as MkDocs would let it.
    is_empty = all(path.name.startswith(".") for path in site.iterdir())
    if not is_empty and not _is_ours(site):
        message = (
            f"{site} has files that no build of this project wrote; remove them, or name a new or"
            " empty folder with '--site-dir'"
        )
        raise SiteError(message)


def _is_ours(site: Path) -> bool:
    return (site / MARKER).is_file() or all((site / name).is_file() for name in _LEFT_BY_A_BUILD)
