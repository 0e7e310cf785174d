"""Completeness: which points of the guide a partner's record settles, and who settled them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from macros.records.fields import Clause
from macros.records.partner import Relationship
from macros.records.playbook import Origin, in_force, value_at
from macros.records.referral import FeeKind
from macros.records.work import Moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from macros.records.playbook import Playbook
    from macros.records.referral import Scheme
    from macros.records.source import Path_


class Topic(StrEnum):
    """A point of the guide that a record settles."""

    NDA = "nda"
    SHAPE = "shape"
    CONSULTANCY_AGREEMENT = "consultancy_agreement"
    NON_ENGAGEMENT = "non_engagement"
    SCOPE = "scope"
    STANDARDS = "standards"
    RATES = "rates"
    BILLING = "billing"
    PAYMENT = "payment"
    DRESS = "dress"
    ID = "id"
    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"
    NO_ANSWER = "no_answer"
    DIRECTION = "direction"
    QUALIFIES = "qualifies"
    FEE = "fee"
    TRIGGER = "trigger"
    PROGRESS = "progress"
    FEE_INVOICE = "fee_invoice"
    INSURANCE = "insurance"
    REVIEW = "review"
    ENDING = "ending"
    AGREED = "agreed"


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


def missing(playbook: Playbook) -> int:
    """Return how many points nobody has settled."""
    return sum(point.state is Settled.MISSING for point in completeness(playbook))


# For each point the fields of which one is enough; what is signed counts once a date or the
# place of the signed copy is known.
_SIGNED = ("signed_on", "expires", "reference")
_EVERYBODY: dict[Topic, tuple[str, ...]] = {
    Topic.NDA: tuple(f"nda.{name}" for name in _SIGNED),
}
_ON_SITE = "subcontract.on_site"
_WORK: dict[Topic, tuple[str, ...]] = {
    Topic.CONSULTANCY_AGREEMENT: tuple(f"consultancy_agreement.{name}" for name in _SIGNED),
    Topic.NON_ENGAGEMENT: tuple(
        f"client_protection.non_engagement.{name}" for name in ("who", "during", "after")
    ),
    Topic.SCOPE: tuple(f"subcontract.scope.{name}" for name in ("work_types", "includes", "areas")),
    Topic.STANDARDS: ("subcontract.standards",),
    Topic.RATES: ("subcontract.pricing.rates",),
    Topic.BILLING: ("subcontract.invoicing.when",),
    Topic.PAYMENT: ("subcontract.payment.due",),
    Topic.DRESS: (f"{_ON_SITE}.dress.standard", f"{_ON_SITE}.dress.logo_shirt"),
    Topic.ID: (f"{_ON_SITE}.id",),
    Topic.CHECK_IN: (f"{_ON_SITE}.check_in",),
    Topic.CHECK_OUT: (f"{_ON_SITE}.check_in",),
    Topic.NO_ANSWER: (f"{_ON_SITE}.no_answer",),
    Topic.INSURANCE: ("assurance.insurance",),
}
_REFERRAL: dict[Topic, tuple[str, ...]] = {
    Topic.QUALIFIES: ("qualifies",),
    Topic.FEE: ("fees",),
    Topic.TRIGGER: ("trigger",),
    Topic.PROGRESS: ("progress",),
    Topic.FEE_INVOICE: ("settlement.invoiced_by",),
}
_GOVERNANCE: dict[Topic, tuple[str, ...]] = {
    Topic.REVIEW: ("governance.review.every", "governance.review.last"),
    Topic.ENDING: ("governance.term.notice", "governance.term.ends", "governance.ending"),
    Topic.AGREED: ("agreed.on",),
}
_CALLS = {
    Topic.CHECK_IN: {Moment.ARRIVAL, Moment.START},
    Topic.CHECK_OUT: {Moment.BEFORE_LEAVING, Moment.DEPARTED},
}
_DEPENDS_ON_A_FEE = {Topic.TRIGGER, Topic.PROGRESS, Topic.FEE_INVOICE}


def _points(playbook: Playbook) -> Iterator[Point]:
    yield from (_point(playbook, *each) for each in _EVERYBODY.items())
    shaped = playbook.partner.relationship is not Relationship.NONE
    yield Point(Topic.SHAPE, Settled.HERE if shaped else Settled.MISSING)
    for topic, names in _WORK.items():
        if playbook.partner.subcontract:
            yield _point(playbook, topic, names)
        else:
            yield Point(topic, Settled.NOT_APPLICABLE, Without.SUBCONTRACT)
    yield from _referrals(playbook)
    yield from (_point(playbook, *each) for each in _GOVERNANCE.items())


def _referrals(playbook: Playbook) -> Iterator[Point]:
    referral = playbook.partner.referral
    if referral is None or referral.not_applicable:
        reason = referral.not_applicable if referral else None
        for topic in (Topic.DIRECTION, *_REFERRAL):
            yield Point(topic, Settled.NOT_APPLICABLE, reason or Without.REFERRAL)
        return
    ways = [way for way in ("we_refer", "they_refer") if getattr(referral, way)]
    yield _worst(
        (_point(playbook, Topic.DIRECTION, (f"referral.{way}",)) for way in ways), Topic.DIRECTION
    )
    for topic, names in _REFERRAL.items():
        yield _worst((_of_scheme(playbook, topic, way, names) for way in ways), topic)


def _of_scheme(playbook: Playbook, topic: Topic, way: str, names: tuple[str, ...]) -> Point:
    scheme: Scheme | None = in_force(getattr(playbook.partner.referral, way))
    if scheme and topic in _DEPENDS_ON_A_FEE and not _pays(scheme):
        return Point(topic, Settled.NOT_APPLICABLE, Without.FEE)
    return _point(playbook, topic, tuple(f"referral.{way}.{name}" for name in names))


def _pays(scheme: Scheme) -> bool:
    free = {FeeKind.NONE, FeeKind.RECIPROCAL}
    return any(fee.kind not in free for fee in scheme.fees or ())


def _worst(points: Iterable[Point], topic: Topic) -> Point:
    """Return the point of the direction that is settled least; missing where there is none."""
    order = [Settled.MISSING, Settled.HERE, Settled.HOUSE, Settled.NOT_APPLICABLE]
    nothing = Point(topic, Settled.MISSING)
    return min(points, key=lambda point: order.index(point.state), default=nothing)


def _point(playbook: Playbook, topic: Topic, names: tuple[str, ...]) -> Point:
    state = Settled.MISSING
    for name in names:
        path = tuple(name.split("."))
        reason = _put_aside(playbook, path)
        if reason:
            return Point(topic, Settled.NOT_APPLICABLE, reason)
        if _says_something(topic, value_at(playbook.partner, path)):
            if playbook.origin(path) is Origin.PARTNER:
                return Point(topic, Settled.HERE)
            state = Settled.HOUSE
    return Point(topic, state)


def _says_something(topic: Topic, value: object) -> bool:
    if topic in _CALLS and isinstance(value, tuple):
        return any(call.moment in _CALLS[topic] for call in value)
    return value is not None and value != ()


def _put_aside(playbook: Playbook, path: Path_) -> str:
    """Return why a clause at `path`, or one above it, does not apply; or nothing."""
    here: object = playbook.partner
    for name in path:
        here = getattr(here, str(name), None)
        if isinstance(here, Clause) and here.not_applicable:
            return here.not_applicable
    return ""
