"""A copy of the whole project, for somebody new to it to work in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]

# Caches and environments are hidden; what is built stays behind too.
LEFT_BEHIND = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info")
AT_THE_TOP = {"site", "build", "tests"}


def copy_project(folder: Path) -> Path:
    """Copy the project below `folder`, and return where it is."""
    return Path(shutil.copytree(PROJECT, folder / "project", ignore=_left_behind))


def _left_behind(folder: str, names: list[str]) -> set[str]:
    at_the_top = AT_THE_TOP if Path(folder) == PROJECT else set()
    return LEFT_BEHIND(folder, names) | at_the_top


def playbook(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command `playbook` in a copy, with the program of that copy."""
    return subprocess.run(
        [sys.executable, "-m", "macros", *arguments],
        cwd=project,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
