"""States: a project that can be put into one of several states, and the site of each."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from bench.projects import REAL, SHORT_HOUSE
from bench.records import write_records

from macros.outputs.site.tree import names_below
from support.project import make_project

if TYPE_CHECKING:
    from pathlib import Path

STATES = (0, 1, 2)
CHANGED = 2
Snapshot = dict[str, str]
"""The SHA-256 of each file of a site by its name."""


class Build(NamedTuple):
    """A build that has ended."""

    code: int
    said: str


class Project:
    """A project whose house changes its name, and which wins and loses a partner, between states.

    The name is on every page twice: in the frame, and among what a record says. From state 1 to 2
    a record alone changes, which makes the site anew without MkDocs.
    """

    def __init__(self, root: Path, partners: int) -> None:
        make_project(root, REAL, {"_house.yml": SHORT_HOUSE}, {})
        write_records(root / "partners", partners)
        self.root = root
        self.site = root / "site"
        self._settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
        found = sorted((root / "partners").glob("[!_]*.yml"))[:3]
        self._leaves, self._comes, self._changes = found
        self._records = {path: path.read_bytes() for path in found}

    def put(self, state: int) -> None:
        """Write the files of a state: 0, 1 or 2."""
        number = min(state, 1)
        house = SHORT_HOUSE.replace("Harbour Street IT", f"Harbour Street {number} IT")
        (self.root / "partners/_house.yml").write_text(house, encoding="utf-8")
        named = f"{self._settings}\nsite_name: Playbooks of Harbour Street {number}\n"
        (self.root / "mkdocs.yml").write_text(named, encoding="utf-8")
        here, away = (self._leaves, self._comes)[:: -1 if state else 1]
        here.write_bytes(self._records[here])
        away.unlink(missing_ok=True)
        note = b"notes: Now " if state == CHANGED else b"notes: "
        self._changes.write_bytes(self._records[self._changes].replace(b"notes: ", note, 1))

    def start(self, site: Path | None = None) -> subprocess.Popen[str]:
        """Start to build, as the first of a group of processes of its own."""
        to = ["--site-dir", str(site)] if site else []
        return subprocess.Popen(
            [sys.executable, "-m", "macros", "-C", str(self.root), "build", *to],
            env={**os.environ, "SOURCE_DATE_EPOCH": "1795420800", "NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def build(self, site: Path | None = None) -> Build:
        """Build to the end."""
        return ended(self.start(site))


def ended(process: subprocess.Popen[str]) -> Build:
    """Wait for a build."""
    said, _ = process.communicate()
    return Build(process.returncode, said)


def snapshot(site: Path) -> Snapshot:
    """Return what a site consists of."""
    return {name: sha256((site / name).read_bytes()).hexdigest() for name in names_below(site)}


def snapshots(project: Project) -> list[Snapshot]:
    """Build the site of each state, and return what it consists of; the last one stays."""
    found = []
    for state in STATES:
        project.put(state)
        build = project.build()
        if build.code:
            sys.exit(build.said)
        found.append(snapshot(project.site))
    if not all(found[0][name] != found[1][name] for name in ("index.html", "404.html")):
        sys.exit("the states have the same pages: nothing could be told from them")
    return found
