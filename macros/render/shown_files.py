"""Shown files: those of a theme, without the ones that a site never shows."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import Environment, FileSystemLoader


class ShownFiles(FileSystemLoader):
    """Lists a theme's files but for hidden folders; whoever asks for one of those still has it."""

    def list_templates(self) -> list[str]:
        """Return the names of the files, in order."""
        return sorted({name for folder in self.searchpath for name in _names(Path(folder))})


def _names(folder: Path) -> list[str]:
    found = []
    for inside, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        place = Path(inside).relative_to(folder)
        found += [(place / name).as_posix() for name in files]
    return found


def list_only_shown_files(environment: Environment) -> None:
    """Spare who lists a theme's files the walk through its hidden folders.

    Material has 11,000 icons in one of them; MkDocs walks past each, in every build, to copy none.
    """
    loader = environment.loader
    if type(loader) is FileSystemLoader and not loader.followlinks:
        environment.loader = ShownFiles(loader.searchpath, loader.encoding)
