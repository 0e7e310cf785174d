"""Completeness: which points of the guide a partner's record settles, and who settled them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from macros.records.fields import Block, Clause
from macros.records.partner import Relationship
from macros.records.playbook import Origin, in_force
from macros.records.referral import FeeKind
from macros.terms.topics import CALLS, EVERYBODY, NDA, REFERRAL, SCHEMES, WORK, Topic, below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from macros.records.partner import Partner
    from macros.records.playbook import Playbook
    from macros.records.referral import Scheme
    from macros.records.source import Path_
    from macros.terms.topics import Paths


class Settled(StrEnum):
    """Whether a point is settled, and where."""

    HERE = "set here"
    HOUSE = "from the house"
    MISSING = "missing"
    NOT_APPLICABLE = "not applicable"


class Without(StrEnum):
    """What an alliance does not have, so that a point does not apply to it."""

    SUBCONTRACT = "no subcontract"
    REFERRAL = "no referral"
    FEE = "no fee"


class Point(NamedTuple):
    """How a point stands; `reason` is the record's own words, or what the alliance is without."""

    topic: Topic
    state: Settled
    reason: str | Without = ""


def completeness(playbook: Playbook) -> tuple[Point, ...]:
    """Return how every point stands, in the order in which the guide comes to them."""
    return tuple(_points(playbook))


_DEPENDS_ON_A_FEE = {Topic.TRIGGER, Topic.PROGRESS, Topic.FEE_INVOICE}


def _points(playbook: Playbook) -> Iterator[Point]:
    yield _point(playbook, Topic.NDA, NDA)
    shaped = playbook.partner.relationship is not Relationship.NONE
    yield Point(Topic.SHAPE, Settled.HERE if shaped else Settled.MISSING)
    for topic, paths in WORK.items():
        if playbook.partner.subcontract:
            yield _point(playbook, topic, paths)
        else:
            yield Point(topic, Settled.NOT_APPLICABLE, Without.SUBCONTRACT)
    yield from _referrals(playbook)
    yield from (_point(playbook, *each) for each in EVERYBODY.items())


def _referrals(playbook: Playbook) -> Iterator[Point]:
    referral = playbook.partner.referral
    if referral is None or referral.not_applicable:
        reason = referral.not_applicable if referral else None
        for topic in (Topic.DIRECTION, *REFERRAL):
            yield Point(topic, Settled.NOT_APPLICABLE, reason or Without.REFERRAL)
        return
    ways = [way for way in ("we_refer", "they_refer") if getattr(referral, way)]
    sides = (_point(playbook, Topic.DIRECTION, below("referral", way)) for way in ways)
    yield _worst(sides, Topic.DIRECTION)
    for topic in REFERRAL:
        yield _worst((_of_scheme(playbook, topic, way) for way in ways), topic)


def _of_scheme(playbook: Playbook, topic: Topic, way: str) -> Point:
    scheme: Scheme | None = in_force(getattr(playbook.partner.referral, way))
    if scheme and topic in _DEPENDS_ON_A_FEE and not _pays(scheme):
        return Point(topic, Settled.NOT_APPLICABLE, Without.FEE)
    return _point(playbook, topic, SCHEMES[way, topic])


def _pays(scheme: Scheme) -> bool:
    free = {FeeKind.NONE, FeeKind.RECIPROCAL}
    return any(fee.kind not in free for fee in scheme.fees or ())


def _worst(points: Iterable[Point], topic: Topic) -> Point:
    """Return the point of the direction that is settled least; missing where there is none."""
    order = [Settled.MISSING, Settled.HERE, Settled.HOUSE, Settled.NOT_APPLICABLE]
    nothing = Point(topic, Settled.MISSING)
    return min(points, key=lambda point: order.index(point.state), default=nothing)


def _point(playbook: Playbook, topic: Topic, paths: Paths) -> Point:
    state = Settled.MISSING
    for path in paths:
        value = _found(playbook.partner, path)
        if isinstance(value, _Aside):
            return Point(topic, Settled.NOT_APPLICABLE, value.reason)
        if _says_something(topic, value):
            if playbook.origin(path) is Origin.PARTNER:
                return Point(topic, Settled.HERE)
            state = Settled.HOUSE
    return Point(topic, state)


class _Aside(NamedTuple):
    """What is found where a clause, or one above it, is put aside."""

    reason: str


def _found(partner: Partner, path: Path_) -> object:
    """Return the value at `path`, None where there is none, or why it does not apply."""
    here: object = partner
    for name in path:
        here = getattr(here, str(name), None)
        if here is None:
            break
        if isinstance(here, Clause) and here.not_applicable:
            return _Aside(here.not_applicable)
    return here


def _says_something(topic: Topic, value: object) -> bool:
    if value is None:
        return False
    if topic in CALLS and isinstance(value, tuple):
        return any(call.moment in CALLS[topic] for call in value)
    if isinstance(value, Block) and topic is not Topic.DIRECTION:
        return any(each is not None for each in vars(value).values())
    return value != ()
