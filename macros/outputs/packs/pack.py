"""Pack: the files that a partner gets for one reader, made of its own playbook and no other."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.ledger.address import PAGE, PDF, is_internal
from macros.outputs.packs.qr import inlined
from macros.outputs.paper.pdf import pdf
from macros.outputs.sealing.seal import locked_pdf, sealed
from macros.render.handbook.guidance import guidance_for, handbook
from macros.render.pack import Issue, pack_body, pack_page
from macros.render.paper.print import STYLE, Copy, playbook_paper
from macros.render.paper.size import Paper
from macros.render.sealed import inner_page, sealed_page
from macros.views.papers import chips
from macros.views.partner import language_of, project

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from macros.book import Folder
    from macros.outputs.leaks.gate import Gate
    from macros.outputs.leaks.leak import Leak
    from macros.records.fields import Audience
    from macros.records.playbook import Playbook
    from macros.render.handbook.guidance import Guidance, Handbook
    from macros.views.partner import PlaybookView
    from macros.views.wording import Language

PAPER = "playbook.html"
"""What a PDF is made from, as the gate knows it."""
INSIDE = "the page inside the seal"
"""What a seal encloses, as the gate knows it."""


@dataclass(frozen=True)
class Order:
    """What a pack is to be: for whom, as of which day, until which day, and in which form.

    `link` is the address of the page on the web, "" where nobody knows it yet. A pack is sealed
    where there is a passphrase, which no message shows that names the order.
    """

    slug: str
    audience: Audience
    made: dt.date
    valid_until: dt.date
    pdf: bool = False
    paper: str = "a4"
    link: str = ""
    passphrase: str = dataclasses.field(default="", repr=False)

    @property
    def is_sealed(self) -> bool:
        """Whether a passphrase opens it."""
        return bool(self.passphrase)


class Plain(NamedTuple):
    """What a pack says, before anything is sealed or set on paper.

    `page` is the whole file of a pack that is not sealed, `inside` what a seal encloses, `paper`
    what a PDF is made of, "" where none was ordered.
    """

    page: bytes
    inside: bytes
    paper: str
    language: Language

    content: str
    """The SHA-256 of all that is said: equal exactly for packs that say the same."""

    def sources(self, *, sealed: bool) -> Mapping[str, bytes]:
        """Return what the files of a pack are made from: HTML by name."""
        inside = {INSIDE: self.inside} if sealed else {}
        return {PAGE: self.page} | inside | ({PAPER: self.paper.encode()} if self.paper else {})


class Pack(NamedTuple):
    """A pack: what it says, its files in clear, and as they are put on the shelf, by name."""

    plain: Plain
    clear: Mapping[str, bytes]
    files: Mapping[str, bytes]


def plain(playbook: Playbook, order: Order, pages: tuple[Guidance, ...]) -> Plain:
    """Return what a pack says; the same playbook, order and guidance give the same bytes."""
    view = project(playbook, order.audience, order.made)
    issue = Issue(order.valid_until, PDF if order.pdf else "")
    body = pack_body(view, guidance_for(pages, view), issue)
    page, inside = pack_page(view, body, issue), inner_page(view, body)
    paper = _paper(view, order) if order.pdf else ""
    return Plain(page, inside, paper, view.language, _digest(page, paper))


def _paper(view: PlaybookView, order: Order) -> str:
    # A code that leads to an address at home would lead nowhere from where the paper is read.
    leads = order.link and not is_internal(order.link)
    copy = Copy(order.made, order.valid_until, inlined(order.link) if leads else "")
    return playbook_paper(view, copy, Paper(order.paper))


def _digest(page: bytes, paper: str) -> str:
    found = sha256(page)
    if paper:
        found.update(paper.encode())
        found.update(_style())
    return found.hexdigest()


@lru_cache(maxsize=1)
def _style() -> bytes:
    return STYLE.read_bytes()


def pack(playbook: Playbook, order: Order, pages: tuple[Guidance, ...]) -> Pack:
    """Return a pack as it was ordered.

    MissingPart where a library for it is not installed, PdfError where a PDF would look wrong.
    """
    said = plain(playbook, order, pages)
    clear = {PAGE: said.page} | ({PDF: pdf(said.paper)} if said.paper else {})
    return Pack(said, clear, _closed(said, clear, order.passphrase) if order.is_sealed else clear)


def _closed(said: Plain, clear: Mapping[str, bytes], passphrase: str) -> Mapping[str, bytes]:
    """Return the files of a pack that only its passphrase opens."""
    page = sealed_page(*sealed(said.inside, passphrase), said.language)
    return {PAGE: page} | ({PDF: locked_pdf(clear[PDF], passphrase)} if PDF in clear else {})


def made(folder: Folder, order: Order) -> Mapping[str, bytes]:
    """Return what the files of a pack are made from, of the records in `folder`: HTML by name.

    KeyError where the record has no playbook to give.
    """
    playbook = folder.playbook(order.slug).playbook
    if playbook is None:
        raise KeyError(order.slug)
    return plain(playbook, order, guide(folder.root).pages).sources(sealed=order.is_sealed)


def leaks(gate: Gate, order: Order, pack: Pack, accepted: Collection[str] = ()) -> list[Leak]:
    """Return what a pack tells that is not for its reader; a sealed one before it is opened too.

    `accepted` are texts that may stand there, whoever is named in them.
    """
    make = partial(made, order=order)
    sources = pack.plain.sources(sealed=order.is_sealed)
    found = gate.leaks(order.slug, order.audience, pack.clear, make, accepted, sources)
    if order.is_sealed:
        found += gate.leaks_of_sealed(order.slug, pack.files, accepted)
    return found


@lru_cache(maxsize=1)
def guide(root: Path) -> Handbook:
    """Return the pages for partners of a project, read once for all packs."""
    return handbook(root)


def stands_alike(playbook: Playbook, order: Order, today: dt.date) -> bool:
    """Tell whether papers stand today as on the day of a pack: nothing has run out since."""
    language = language_of(playbook, order.audience)
    then, now = (chips(playbook, order.audience, language, day) for day in (order.made, today))
    return then == now
