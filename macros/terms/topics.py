"""Topics: the points of the guide that a record settles, and the fields that settle them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from macros.records.work import Moment

if TYPE_CHECKING:
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


Paths: TypeAlias = "tuple[Path_, ...]"


def below(place: str, *names: str) -> Paths:
    """Return the paths of several fields of one block."""
    start = tuple(place.split("."))
    return tuple((*start, *name.split(".")) for name in names)


# For each point the fields of which one is enough; what is signed counts once a date or the
# place of the signed copy is known.
_SIGNED = ("signed_on", "expires", "reference")
_ON_SITE = "subcontract.on_site"
_PROMISE = "client_protection.non_engagement"
WORK: dict[Topic, Paths] = {
    Topic.CONSULTANCY_AGREEMENT: below("consultancy_agreement", *_SIGNED),
    Topic.NON_ENGAGEMENT: below(_PROMISE, "who", "during", "after"),
    Topic.SCOPE: below("subcontract.scope", "work_types", "includes", "areas"),
    Topic.STANDARDS: below("subcontract", "standards"),
    Topic.RATES: below("subcontract.pricing", "rates"),
    Topic.BILLING: below("subcontract.invoicing", "when"),
    Topic.PAYMENT: below("subcontract.payment", "due"),
    Topic.DRESS: below(f"{_ON_SITE}.dress", "standard", "logo_shirt"),
    Topic.ID: below(_ON_SITE, "id"),
    Topic.CHECK_IN: below(_ON_SITE, "check_in"),
    Topic.CHECK_OUT: below(_ON_SITE, "check_in"),
    Topic.NO_ANSWER: below(_ON_SITE, "no_answer"),
    Topic.INSURANCE: below("assurance", "insurance"),
}
REFERRAL = {
    Topic.QUALIFIES: "qualifies",
    Topic.FEE: "fees",
    Topic.TRIGGER: "trigger",
    Topic.PROGRESS: "progress",
    Topic.FEE_INVOICE: "settlement.invoiced_by",
}
EVERYBODY: dict[Topic, Paths] = {
    Topic.REVIEW: below("governance.review", "every", "last"),
    Topic.ENDING: below("governance", "term.notice", "term.ends", "ending"),
    Topic.AGREED: below("agreed", "on"),
}
NDA = below("nda", *_SIGNED)
SCHEMES = {
    (way, topic): below(f"referral.{way}", name)
    for way in ("we_refer", "they_refer")
    for topic, name in REFERRAL.items()
}
CALLS = {
    Topic.CHECK_IN: {Moment.ARRIVAL, Moment.START},
    Topic.CHECK_OUT: {Moment.BEFORE_LEAVING, Moment.DEPARTED},
}
