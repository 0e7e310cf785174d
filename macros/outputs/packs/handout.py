"""Handout: what is to be done so that a partner has the pack that was asked for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.ledger.address import link_of
from macros.outputs.ledger.shares import Share, Why, new_token
from macros.outputs.packs.pack import Order, plain, stands_alike
from macros.outputs.packs.shelf import digest, on_shelf
from macros.render.paper.size import paper_of
from macros.terms.fingerprint import fingerprint, short
from macros.terms.term import terms_of
from macros.workers import made_of_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from macros.outputs.ledger.ledger import Ledger
    from macros.records.fields import Audience
    from macros.records.playbook import Playbook
    from macros.render.handbook.guidance import Guidance

DAYS = 90
"""How many days a new link works."""
_WORTH, _AT_ONCE = 64, 8
"""From so many packs on it pays to start workers, and so many each looks at before it is asked."""


class Wish(NamedTuple):
    """What is asked for; None where it stays as it is, or is as usual for a new link."""

    sealed: bool | None = None
    pdf: bool | None = None
    paper: str | None = None
    days: int | None = None
    to: str | None = None


class Step(NamedTuple):
    """A link as it is to be, and as it was: None where none works for this partner and reader."""

    playbook: Playbook
    share: Share
    before: Share | None = None
    is_new: bool = True
    """Whether the pack has to be made, or lies there as it was asked for."""


def revision(playbook: Playbook) -> str:
    """Return which terms a playbook has: the version that was agreed last, and the fingerprint."""
    agreed = playbook.partner.agreed
    number = short(fingerprint(terms_of(playbook)))
    return f"version {agreed.version}, {number}" if agreed and agreed.version else number


def drafted(
    playbook: Playbook, audience: Audience, last: Share | None, wish: Wish, today: dt.date
) -> Share:
    """Return a link as it is to be: the one that works, or else a new one in the form of the last.

    A link that works keeps its last day unless days are asked for. What was sealed stays sealed:
    nobody means to open it by leaving out a word.
    """
    days = dt.timedelta(days=DAYS if wish.days is None else wish.days)
    is_kept = last is not None and last.is_active and not last.is_past(today)
    new = Share(
        token=new_token(),
        slug=playbook.slug,
        audience=audience,
        sealed=_first(wish.sealed, last and last.sealed),
        pdf=_first(wish.pdf, last and last.pdf),
        issued=today,
        expires=today + days,
        made=today,
        revision=revision(playbook),
        content="",
        files="",
        to=(last.to if last else "") if wish.to is None else wish.to,
        paper=wish.paper or (last.paper if last else _usual_paper(playbook)),
    )
    if last is None or not is_kept:
        return new
    expires = last.expires if wish.days is None else new.expires
    return new._replace(token=last.token, issued=last.issued, expires=expires)


def _usual_paper(playbook: Playbook) -> str:
    return paper_of(playbook.partner.country or playbook.house.country).value


def _first(*said: bool | None) -> bool:
    return next((each for each in said if each is not None), False)


def order_of(share: Share, base: str, passphrase: str = "") -> Order:
    """Return the pack that belongs to a link."""
    return Order(
        slug=share.slug,
        audience=share.audience,
        made=share.made,
        valid_until=share.expires,
        pdf=share.pdf,
        paper=share.paper,
        link=link_of(base, share.token) if base else "",
        passphrase=passphrase,
    )


class Place(NamedTuple):
    """Where packs are put, the web address of that, and the guidance that goes with them."""

    shelf: Path
    base: str
    pages: tuple[Guidance, ...]


def steps(
    pairs: Sequence[tuple[Playbook, Audience]],
    ledger: Ledger,
    wish: Wish,
    place: Place,
    today: dt.date,
) -> list[Step]:
    """Return what is to be done for each partner and reader, in their order."""
    lasts = [ledger.last(playbook.slug, audience) for playbook, audience in pairs]
    drafts = [
        Step(playbook, drafted(playbook, audience, last, wish, today), _running(last))
        for (playbook, audience), last in zip(pairs, lasts, strict=True)
    ]
    lie_there = made_of_all(
        lambda at: _lies_there(drafts[at], place, today),
        range(len(drafts)),
        worth=_WORTH,
        at_once=_AT_ONCE,
    )
    return [
        _kept(each) if lies_there else each
        for each, lies_there in zip(drafts, lie_there, strict=True)
    ]


def _running(last: Share | None) -> Share | None:
    return last if last and last.is_active else None


def _kept(step: Step) -> Step:
    """Return a step for which nothing has to be made; what is only on our list may change."""
    if step.before is None:
        return step
    kept = step.before._replace(to=step.share.to, revision=step.share.revision)
    return step._replace(share=kept, is_new=False)


def _lies_there(step: Step, place: Place, today: dt.date) -> bool:
    """Tell whether the pack on the shelf says what it would say if it were made again.

    It speaks of its own day: another day alone makes no other pack.
    """
    share, before = step.share, step.before
    if before is None or _form(share) != _form(before):
        return False
    if digest(on_shelf(place.shelf, before.token)) != before.files:
        return False
    order = order_of(share._replace(made=before.made), place.base)
    if not stands_alike(step.playbook, order, today):
        return False
    return plain(step.playbook, order, place.pages).content == before.content


def _form(share: Share) -> tuple[object, ...]:
    return share.token, share.sealed, share.pdf, share.paper


def entered(ledger: Ledger, step: Step, today: dt.date) -> Ledger:
    """Return the ledger with what a step has come to."""
    share = step.share
    if step.before is None:
        return ledger.issue(share)
    if step.before.token == share.token:
        return ledger.renewed(share)
    return ledger.rotated(step.before.token, share, today, Why.ROTATED)


def anew(step: Step, today: dt.date) -> Step:
    """Return a step that gives out another address for the same pack, to its same last day."""
    share = step.share._replace(token=new_token(), issued=today, made=today)
    return step._replace(share=share, is_new=True)
