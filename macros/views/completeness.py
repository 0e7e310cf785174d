"""Completeness: the points of the guide at one partner, by who settled them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from macros.terms.completeness import Point, Settled, Without, completeness
from macros.terms.topics import Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.playbook import Playbook
    from macros.views.wording import Language


class Linked(NamedTuple):
    """A point with the page of the guide that explains it."""

    title: str
    guide: str


class Completeness(NamedTuple):
    """The points of the guide at one partner, those that nobody has settled first."""

    title: str
    reason: str
    missing: int
    """How many points nobody has settled."""
    rows: tuple[SettledRow, ...]


class SettledRow(NamedTuple):
    """The points that stand alike: how, with the tone of its chip, and why where that is said."""

    title: str
    tone: str
    points: tuple[Linked, ...]
    reason: str = ""


_TONES = {Settled.MISSING: "bad", Settled.HERE: "ok", Settled.HOUSE: "ok"}
_GUIDES = {
    Topic.NDA: "guide/confidentiality.md",
    Topic.SHAPE: "guide/choosing-the-shape.md",
    Topic.CONSULTANCY_AGREEMENT: "guide/protecting-the-client.md#consultancy-agreement",
    Topic.NON_ENGAGEMENT: "guide/protecting-the-client.md#non-engagement",
    Topic.SCOPE: "guide/scope-and-standards.md#scope",
    Topic.STANDARDS: "guide/scope-and-standards.md",
    Topic.RATES: "guide/money.md#rates",
    Topic.BILLING: "guide/money.md#when-to-bill",
    Topic.PAYMENT: "guide/money.md#payment-clock",
    Topic.DRESS: "guide/on-site.md#dress",
    Topic.ID: "guide/on-site.md#dress",
    Topic.CHECK_IN: "guide/on-site.md#check-in",
    Topic.CHECK_OUT: "guide/on-site.md#check-in",
    Topic.NO_ANSWER: "guide/on-site.md#no-answer",
    Topic.INSURANCE: "guide/expectations-early.md#papers-in-date",
    Topic.DIRECTION: "guide/referrals.md#direction",
    Topic.QUALIFIES: "guide/referrals.md#referrals-what-to-settle",
    Topic.FEE: "guide/referral-incentives.md#incentive-what-to-settle",
    Topic.TRIGGER: "guide/referral-incentives.md#trigger",
    Topic.PROGRESS: "guide/referral-incentives.md#progress",
    Topic.FEE_INVOICE: "guide/referral-incentives.md#incentive-invoicing",
    Topic.REVIEW: "guide/expectations-early.md#reviewing",
    Topic.ENDING: "guide/expectations-early.md#ending",
    Topic.AGREED: "guide/expectations-early.md#agreeing",
}


def settled(playbook: Playbook, language: Language) -> Completeness:
    """Return what nobody has settled, what this record and what the house settles, and the rest."""
    return _told(completeness(playbook), language)


# Most partners settle the same points.
@lru_cache(maxsize=1024)
def _told(points: tuple[Point, ...], language: Language) -> Completeness:
    return Completeness(
        language.say("What is settled"),
        language.say(
            "The points of the guide, and who has settled each: this record, or the house."
        ),
        sum(point.state is Settled.MISSING for point in points),
        tuple(_rows(points, language)),
    )


def _rows(points: tuple[Point, ...], language: Language) -> Iterator[SettledRow]:
    for state in (Settled.MISSING, Settled.HERE, Settled.HOUSE):
        alike = [point for point in points if point.state is state]
        if alike:
            yield SettledRow(_state(state, language), _TONES[state], _linked(alike, language))
    aside = [point for point in points if point.state is Settled.NOT_APPLICABLE]
    for reason in dict.fromkeys(point.reason for point in aside):
        alike = [point for point in aside if point.reason == reason]
        title = _state(Settled.NOT_APPLICABLE, language)
        yield SettledRow(title, "neutral", _linked(alike, language), _why(reason, language))


def _linked(points: list[Point], language: Language) -> tuple[Linked, ...]:
    titles = _titles(language)
    return tuple(Linked(titles[point.topic], _GUIDES[point.topic]) for point in points)


def _why(reason: str, language: Language) -> str:
    match reason:
        case Without.SUBCONTRACT:
            return language.say("no subcontract")
        case Without.REFERRAL:
            return language.say("no referrals")
        case Without.FEE:
            return language.say("no fee")
        case _:
            return reason


def _state(state: Settled, language: Language) -> str:
    match state:
        case Settled.HERE:
            return language.say("Set here")
        case Settled.HOUSE:
            return language.say("From the house")
        case Settled.MISSING:
            return language.say("Missing")
        case Settled.NOT_APPLICABLE:
            return language.say("Does not apply")


@lru_cache(maxsize=16)
def _titles(language: Language) -> dict[Topic, str]:
    return {
        Topic.NDA: language.say("Non-disclosure agreement"),
        Topic.SHAPE: language.say("Referral or subcontract"),
        Topic.CONSULTANCY_AGREEMENT: language.say("Consultancy agreement"),
        Topic.NON_ENGAGEMENT: language.say("Non-engagement"),
        Topic.SCOPE: language.say("Scope"),
        Topic.STANDARDS: language.say("Standards"),
        Topic.RATES: language.say("Rates"),
        Topic.BILLING: language.say("When to bill"),
        Topic.PAYMENT: language.say("When bills are paid"),
        Topic.DRESS: language.say("Dress"),
        Topic.ID: language.say("Identification"),
        Topic.CHECK_IN: language.say("Call on arrival"),
        Topic.CHECK_OUT: language.say("Call before leaving"),
        Topic.NO_ANSWER: language.say("When nobody answers"),
        Topic.INSURANCE: language.say("Insurance"),
        Topic.DIRECTION: language.say("Which way referrals run"),
        Topic.QUALIFIES: language.say("What counts as a referral"),
        Topic.FEE: language.say("Fee"),
        Topic.TRIGGER: language.say("What earns the fee"),
        Topic.PROGRESS: language.say("Progress reports"),
        Topic.FEE_INVOICE: language.say("Who invoices the fee"),
        Topic.REVIEW: language.say("Review"),
        Topic.ENDING: language.say("Notice and ending"),
        Topic.AGREED: language.say("Agreed"),
    }
