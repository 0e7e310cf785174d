"""Packs of a test's own: what is made of a record for a partner, and folders that say otherwise."""

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from macros.book import FOLDER, HOUSE_FILE, Folder
from macros.records.fields import Audience
from macros.records.source import File
from macros.render.handbook.guidance import Guidance, guidance_for
from macros.render.pack import Issue, pack_body, pack_page
from macros.views.partner import project

TODAY = dt.date(2026, 11, 26)
PAGE = "index.html"

Files: TypeAlias = dict[str, bytes]


def maker(
    slug: str, audience: Audience, guidance: Sequence[Guidance] = ()
) -> Callable[[Folder], Files]:
    """Return what makes the page for `audience` of `slug`, with the guidance that goes with it."""

    def make(folder: Folder) -> Files:
        playbook = folder.playbook(slug).playbook
        assert playbook
        view, issue = project(playbook, audience, TODAY), Issue(None)
        body = pack_body(view, guidance_for(guidance, view), issue)
        return {PAGE: pack_page(view, body, issue)}

    return make


def folder_of(records: Mapping[str, str], house: str = "name: Example MSP\n") -> Folder:
    """Return a folder of records by slug that stand nowhere on a disk."""
    files = {
        slug: File(f"{FOLDER}/{slug}.yml", text.encode()) for slug, text in sorted(records.items())
    }
    return Folder(Path("/nowhere"), File(f"{FOLDER}/{HOUSE_FILE}", house.encode()), files, {}, [])


def saying(folder: Folder, slug: str, path: tuple[str | int, ...], text: str) -> Folder:
    """Return a folder in which the record of `slug` says `text` at `path`."""
    tree = folder.records[slug].document().root.plain()
    here: object = tree
    for key in path[:-1]:
        here = here.setdefault(key, {}) if isinstance(here, dict) else here[key]  # type: ignore[index] # a list
    here[path[-1]] = text  # type: ignore[index] # a block
    file = folder.records[slug]._replace(content=json.dumps(tree).encode())
    return folder._replace(records={**folder.records, slug: file})
