"""Told: what a command says of links: the link itself, the message to send, a code to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from macros.outputs.ledger.address import EXAMPLE, is_internal, link_of, pdf_of
from macros.outputs.packs.qr import in_letters
from macros.records.fields import Audience
from macros.views.message import Link, message
from macros.views.partner import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from macros.outputs.ledger.shares import Share
    from macros.outputs.packs.handout import Step

READERS = {Audience.COMMERCIAL: "office", Audience.ONSITE: "engineer"}


def whose(name: str, audience: Audience) -> str:
    """Return for whom a link is: "Northern Cabling, for their office"."""
    return f"{name}, for their {READERS[audience]}"


def again(share: Share) -> str:
    """Return the command that makes the pack of a link again, and none for other readers."""
    usual = share.audience is Audience.COMMERCIAL
    return f"playbook share {share.slug}{'' if usual else f' --for {share.audience.value}'}"


class Handed(NamedTuple):
    """A link that is ready to be sent, and its passphrase where it has a new one."""

    step: Step
    passphrase: str = ""

    @property
    def did(self) -> str:
        """What became of it, in a word or two."""
        if not self.step.is_new:
            return "unchanged"
        before = self.step.before
        return "made again" if before and before.token == self.step.share.token else "new link"


def place_of(share: Share, base: str, shelf: str) -> str:
    """Return the link to a pack, or where its page lies when nobody knows its web address."""
    return link_of(base, share.token) if base else f"{link_of(f'{shelf}/', share.token)}index.html"


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as lines, each column as wide as it must be."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def many(handed: Sequence[Handed], base: str, shelf: str) -> Iterator[str]:
    """Yield a table of links; the passphrases stand in it, since they are shown nowhere else."""
    sealed = any(each.passphrase for each in handed)
    head = ("PARTNER", "FOR", "", "UNTIL", "LINK", *(["PASSPHRASE"] if sealed else []))
    rows = [
        (
            each.step.share.slug,
            READERS[each.step.share.audience],
            each.did,
            each.step.share.expires.isoformat(),
            place_of(each.step.share, base, shelf),
            *([each.passphrase] if sealed else []),
        )
        for each in handed
    ]
    return table([head, *rows])


def one(handed: Handed, base: str, shelf: str, *, qr: bool) -> Iterator[str]:
    """Yield a link with all that goes with it."""
    playbook, share = handed.step.playbook, handed.step.share
    link = place_of(share, base, shelf)
    yield f"{whose(playbook.partner.name, share.audience)}: {handed.did}"
    yield f"  {link}"
    yield f"  works until {share.expires}{f', given to {share.to}' if share.to else ''}"
    if handed.passphrase:
        yield f"  passphrase: {handed.passphrase}"
        yield "  It is shown this once and kept nowhere. Say it on the phone, not beside the link."
    elif share.sealed:
        yield "  sealed with the passphrase that was shown before; 'share rotate' makes a new one"
    if base:
        yield ""
        yield from _message(handed, link)
        if qr:
            yield from _code(link)


def _message(handed: Handed, link: str) -> Iterator[str]:
    playbook, share = handed.step.playbook, handed.step.share
    language = language_of(playbook, share.audience)
    sent = Link(link, pdf_of(link) if share.pdf else "", share.expires, share.sealed)
    said = message(playbook.house.name, share.audience, sent, language)
    yield f"Subject: {said.subject}"
    yield ""
    yield from said.text.splitlines()


def _code(link: str) -> Iterator[str]:
    yield ""
    if is_internal(link):
        yield "There is no QR code: this address leads nowhere from outside."
    else:
        yield from in_letters(link).splitlines()


def reminder(base: str, shelf: str) -> Iterator[str]:
    """Yield what is left to do by hand."""
    if base:
        yield f"Copy '{shelf}' to your host now: until then it shows what was there before."
    else:
        yield (
            f"Put '{shelf}' on the web, and say once where that is:"
            f" playbook share --base-url {EXAMPLE} …"
        )


def print_all(lines: Iterable[str]) -> None:
    """Print lines."""
    for line in lines:
        click.echo(line)
