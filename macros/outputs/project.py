"""Project: its folders that hold what people wrote, or belong to somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NOT_OURS = ("docs", "partners", "macros", "tests", ".git", ".cache", ".venv")
"""Folders to which no command writes what it makes."""
PUBLISHED = "site"
"""The folder that is made anew at each build, and is for everybody."""


def part_of(project: Path, path: Path, *more: str) -> str:
    """Return in which of these folders a path lies, or in which of `more`; else nothing."""
    real, root = path.resolve(), project.resolve()
    inside = (name for name in (*NOT_OURS, *more) if real.is_relative_to((root / name).resolve()))
    return next(inside, "")
