"""Checked: what a site has to show before its figures count, whichever way it was built."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SLUG = re.compile(r"[a-z]+-\d{5,}")


def faults(site: Path, records: Path, search: Iterable[str]) -> Iterator[str]:
    """Yield what a site lacks of a page and a search entry for each record of a folder.

    `search` names the files of the search, as patterns below the site.
    """
    names = {path.stem: name_of(path) for path in records.glob("[!_]*.yml")}
    pages = {path.parent.name: path for path in (site / "partners").glob("*-*/index.html")}
    if pages.keys() != names.keys():
        yield f"{len(names)} records have {len(pages)} pages"
    for slug, page in pages.items():
        text = page.read_text(encoding="utf-8")
        name = names.get(slug, slug)
        if f"<title>{name} - " not in text or f"{name}<" not in text:
            yield f"the page of {slug} does not say '{name}'"
    entered = {
        slug
        for pattern in search
        for path in site.glob(pattern)
        for slug in _SLUG.findall(path.read_text(encoding="utf-8"))
    }
    if missing := names.keys() - entered:
        yield f"{len(missing)} partners are not in the search, such as {min(missing)}"


def name_of(record: Path) -> str:
    """Return the name that a record of the benchmark begins with."""
    return record.read_text(encoding="utf-8").splitlines()[0].removeprefix("name: ")
