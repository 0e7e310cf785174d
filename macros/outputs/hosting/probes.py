"""Probes: what an outsider asks of a published folder, and what judges each answer."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.hosting.remarks import as_it_is, closed, gone, not_served, robots
from macros.outputs.ledger.address import PACKS, PAGE, PDF

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from macros.outputs.hosting.outsider import Answer
    from macros.outputs.hosting.remarks import Remark, Secrets

KINDS = (
    *("pack file", "old file", "folder", "made-up link", "private file"),
    "address left out",
)
"""What is asked for, in words."""


class Probe(NamedTuple):
    """A path to ask for, what kind of thing it is, and what judges the answer."""

    path: str
    kind: str
    judged: Callable[[Answer], Iterator[Remark]]


def of_pack(base: str, token: str, folder: Path, *, secure: bool) -> Iterator[Probe]:
    """Yield a probe for each file of a pack: the host has to give what the folder holds."""
    # What a run that was ended leaves has a dot before its name; hosts hide it.
    for file in sorted(folder.glob("[!.]*")):
        name = "" if file.name == PAGE else file.name
        whole = sha256(file.read_bytes()).digest()
        judged = partial(as_it_is, whole, file.suffix, secure=secure)
        yield Probe(f"{base}{PACKS}/{token}/{name}", "pack file", judged)


def of_ended(base: str, token: str, secrets: Secrets) -> Iterator[Probe]:
    """Yield probes that find what is left of a pack whose link has ended."""
    for name in ("", PDF):
        yield Probe(f"{base}{PACKS}/{token}/{name}", "old file", partial(gone, secrets, token))


def of_folders(base: str, secrets: Secrets) -> Iterator[Probe]:
    """Yield probes of the folders that hold everything: nothing may list them."""
    for path in (base, f"{base}{PACKS}/"):
        yield Probe(path, "folder", partial(closed, secrets, "", "is answered with a page"))


def of_made_up(base: str, token: str, secrets: Secrets) -> Probe:
    """Return the probe of an address that was never given out."""
    said = "was never given out and is answered with a page"
    return Probe(f"{base}{PACKS}/{token}/", "made-up link", partial(closed, secrets, token, said))


def of_private(
    base: str, slugs: Collection[str], secrets: Secrets, nothing: bytes
) -> Iterator[Probe]:
    """Yield probes of what must never be beside packs; `nothing` answers a made-up address."""
    for names, what in _private(slugs):
        for name in names:
            judged = partial(not_served, secrets, nothing, what)
            yield Probe(f"{base}{name}", "private file", judged)


def of_robots(base: str, secrets: Secrets) -> Probe:
    """Return the probe of the file that tells search engines where not to look."""
    return Probe(f"{base}robots.txt", "private file", partial(robots, secrets))


def _private(slugs: Collection[str]) -> Iterator[tuple[list[str], str]]:
    yield [".shares.json"], "every link; rotate them all, for anyone may have read them"
    yield [".git/HEAD", ".git/config"], "the repository, with every record in it"
    yield ["partners/_house.yml", "mkdocs.yml"], "the project that the packs are made from"
    yield [f"partners/{slug}.yml" for slug in slugs], "a record, with all that we note and pay"
    yield [f"partners/_agreed/{slug}.yml" for slug in slugs], "agreed terms as they are kept"
    yield [f"partners/{slug}/" for slug in slugs], "a page of the site for our own staff"
    found = ["search/search_index.json", "search/partners/words.json"]
    yield found, "the site's search, with everything about every partner"
    yield ["calendar.ics"], "the site's calendar, with what ends when at every partner"
    yield ["sitemap.xml", "sitemap.xml.gz"], "the site's list of pages, by partner"
