"""Flow: packs are made and looked through first, all of them; only then are files changed."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import click

from macros.cli.partner import chosen_of
from macros.cli.progress import shown
from macros.cli.share.refused import refused
from macros.cli.share.told import READERS, Handed, many, one, print_all, reminder, whose
from macros.outputs.leaks.gate import Gate
from macros.outputs.leaks.unread import unread
from macros.outputs.ledger.address import AddressError, base_of
from macros.outputs.packs.handout import Place, entered
from macros.outputs.packs.making import packs
from macros.outputs.packs.pack import guide
from macros.outputs.paper.pdf import PdfError
from macros.outputs.parts_missing import MissingPart
from macros.outputs.sealing.passphrase import new_passphrase, normalised
from macros.terms.sharing import has_terms_for

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from macros.book import Book, Folder
    from macros.cli.share.desk import Desk
    from macros.outputs.packs.handout import Step
    from macros.outputs.packs.making import Made
    from macros.records.fields import Audience
    from macros.records.playbook import Playbook
    from macros.terms.sharing import Obstacle

_FEW = 3
"""Links that are told with all that goes with each."""
_SHORTEST = 16
"""Letters that a passphrase of somebody's own has at least; six words have about forty."""


class Chosen(NamedTuple):
    """Whom packs are for, and in one line each who gets none."""

    pairs: list[tuple[Playbook, Audience]]
    refused: dict[str, list[str]]
    idle: list[str]
    """Partners without terms for a reader, where all were asked for."""


def chosen(
    book: Book,
    slugs: tuple[str, ...],
    readers: Sequence[Audience],
    today: dt.date,
    overruled: frozenset[Obstacle],
) -> Chosen:
    """Return whom packs are for. ClickException where one that is named may get none."""
    playbooks = chosen_of(book, slugs)
    pairs, idle = [], []
    for playbook in playbooks:
        for audience in readers:
            if has_terms_for(playbook, audience):
                pairs.append((playbook, audience))
            else:
                idle.append(_nothing(playbook, audience))
    with_terms = [each for each in playbooks if any(each is playbook for playbook, _ in pairs)]
    found = refused(with_terms, today, overruled)
    if slugs and (found or idle):
        lines = [line for listed in found.values() for line in listed]
        raise click.ClickException("\n".join(["nothing was shared:", *lines, *idle]))
    left = [(playbook, audience) for playbook, audience in pairs if playbook.slug not in found]
    return Chosen(left, found, idle)


def _nothing(playbook: Playbook, audience: Audience) -> str:
    return f"{playbook.partner.name}: there are no terms for their {READERS[audience]}"


def settled_place(desk: Desk, typed: str | None) -> Place:
    """Return where packs go; an address that is given is kept for the next time."""
    if typed is not None:
        try:
            desk.ledger = replace(desk.ledger, base_url=base_of(typed))
        except AddressError as error:
            raise click.BadParameter(str(error), param_hint="'--base-url'") from error
    pages = guide(desk.root)
    for problem in pages.problems:
        click.echo(f"note: left out of the packs: {problem}", err=True)
    return Place(desk.shelf, desk.ledger.base_url, pages.pages)


class Making(NamedTuple):
    """What packs are made of and how: the records, the day, and what was said on the command line.

    `accepted` are texts that may stand in a pack, whoever is named in them; with `ask` somebody
    types the passphrases.
    """

    folder: Folder
    today: dt.date
    ask: bool
    accepted: tuple[str, ...]


def hand_out(desk: Desk, steps: Sequence[Step], place: Place, making: Making) -> list[Handed]:
    """Make what is new, look it through, put it on the shelf, and return what is to be told.

    ClickException where a pack tells too much, or something is missing or in the way; the packs
    that were there are whole.
    """
    new = [each for each in steps if each.is_new]
    try:
        phrases = {
            each.share.token: _phrase(each, ask=making.ask) for each in new if each.share.sealed
        }
        made = _made(new, phrases, place, making)
    except (MissingPart, PdfError) as error:
        raise click.ClickException(str(error)) from error
    _refuse_leaks(new, made)
    finished = {each.share.token: each.share for each in made}
    done = [each._replace(share=finished.get(each.share.token, each.share)) for each in steps]
    for each in done:
        desk.ledger = entered(desk.ledger, each, making.today)
    desk.keep({each.share.token: each.files for each in made})
    return [Handed(each, phrases.get(each.share.token, "")) for each in done]


def _made(
    steps: Sequence[Step], phrases: Mapping[str, str], place: Place, making: Making
) -> list[Made]:
    if not steps:
        return []
    gate = Gate.of(making.folder, making.today)
    _refuse(map(str, unread(making.folder, gate.needles)), "a pack cannot be looked through")
    made = packs(steps, phrases, place, gate, making.accepted)
    return list(shown(made, len(steps), "Making packs"))


def _refuse_leaks(steps: Iterable[Step], made: Iterable[Made]) -> None:
    pairs = zip(steps, made, strict=True)
    lines = (f"{_whose(step)}: {leak}" for step, each in pairs for leak in each.leaks)
    _refuse(lines, "a pack would tell what is not for its reader")


def _refuse(lines: Iterable[str], why: str) -> None:
    """End the command where there is a line to tell."""
    told = list(lines)
    if told:
        raise click.ClickException("\n".join([f"nothing was shared, {why}:", *told]))


def _whose(step: Step) -> str:
    return whose(step.playbook.partner.name, step.share.audience)


def _phrase(step: Step, *, ask: bool) -> str:
    """Return a new passphrase, or the one that somebody types."""
    if not ask:
        return new_passphrase()
    typed = normalised(
        click.prompt(
            f"Passphrase for {_whose(step)}", hide_input=True, confirmation_prompt=True, err=True
        )
    )
    if len(typed) < _SHORTEST:
        message = (
            f"this passphrase can be guessed; take {_SHORTEST} letters or more, or leave out"
            " '--ask' and get one of six words"
        )
        raise click.ClickException(message)
    return typed


def tell(handed: Sequence[Handed], place: Place, *, qr: bool | None) -> None:
    """Print the links with all that goes with them, or a table where there are many."""
    shelf = str(place.shelf)
    if any(each.passphrase for each in handed) and not sys.stdout.isatty():
        click.echo("note: passphrases are told here; keep this out of logs and files", err=True)
    if len(handed) > _FEW:
        print_all(many(handed, place.base, shelf))
    else:
        # A terminal shows the code of a single link by itself: two would be photographed as one.
        drawn = qr if qr is not None or len(handed) > 1 else sys.stdout.isatty()
        for at, each in enumerate(handed):
            print_all([*([""] if at else []), *one(each, place.base, shelf, qr=bool(drawn))])
    if any(each.step.is_new for each in handed):
        click.echo()
        print_all(reminder(place.base, shelf))
