"""Options that several commands about links have in common."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, TypeVar

import click

from macros.cli.share.told import READERS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from macros.outputs.ledger.ledger import Ledger
    from macros.outputs.ledger.shares import Share
    from macros.records.fields import Audience

F = TypeVar("F", bound="Callable[..., None]")


ACCEPT = click.option(
    "--accept-mention",
    "accepted",
    metavar="TEXT",
    multiple=True,
    help="A text that may stand in the pack, whoever is named in it. Can be given again.",
)


def for_option(text: str) -> Callable[[F], F]:
    """Return the option that names readers, with its own help."""
    return click.option(
        "--for",
        "readers",
        type=click.Choice([each.value for each in READERS]),
        multiple=True,
        help=text,
    )


def readers_of(
    named: tuple[str, ...], usual: tuple[Audience, ...] = tuple(READERS)
) -> tuple[Audience, ...]:
    """Return the readers that were named, in a fixed order and once each, or the usual ones."""
    return tuple(each for each in READERS if each in named) or usual


def active(ledger: Ledger, slug: str | None, readers: Collection[Audience]) -> tuple[Share, ...]:
    """Return the links of a partner, or of all, that work; UsageError where there is none."""
    if slug is None:
        found = tuple(each for each in ledger.running() if each.audience in readers)
        if not found:
            message = "no link works; see 'playbook share list --all'"
            raise click.UsageError(message)
        return found
    mine = [each for each in ledger.running() if each.slug == slug]
    found = tuple(each for each in mine if each.audience in readers)
    if found:
        return found
    known = sorted({each.slug for each in ledger.running()})
    close = difflib.get_close_matches(slug, known, 1)
    cure = "see 'playbook share list'"
    if close and close[0] != slug:
        cure = f"did you mean '{close[0]}'?"
    message = f"no link of '{slug}' works{' for these readers' if mine else ''}; {cure}"
    raise click.UsageError(message)
