"""Fees: what a referral earns, as a worked example, line by line with the reason for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.money import Party
from macros.records.referral import FeeKind
from macros.terms.course import Course
from macros.terms.deal import CurrenciesDiffer, FigureWanted
from macros.terms.fees import TermsUnclear, fee_earned
from macros.terms.payment import payer_days
from macros.terms.sample import sample_deal
from macros.terms.settlement import lapsed, settled
from macros.terms.ways import Case, Way, payee, payer, scheme_currency, schemes
from macros.views.fee_amounts import amount_lines, amount_words
from macros.views.fee_days import day_lines, lapsed_line
from macros.views.parts import Example, Group, Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.playbook import Playbook
    from macros.records.referral import Scheme
    from macros.records.scalars import Money
    from macros.terms.deal import Deal
    from macros.views.clauses import Reader
    from macros.views.wording import Language


def fee_examples(playbook: Playbook, reader: Reader) -> Iterator[Group]:
    """Yield one example for each direction with a fee in money.

    In it a client signs on the next business day; nothing where there is no day to start from.
    """
    if reader.today is None:
        return
    days = payer_days(playbook)
    course = Course.of(days.plus(reader.today, 1), days)
    found = [_first(playbook, way, scheme, course, reader) for way, scheme in schemes(playbook)]
    examples = tuple(example for example in found if example)
    if examples:
        title = reader.language.say("What a referral earns: an example")
        yield Group("referral-example", title, examples)


def _first(
    playbook: Playbook, way: Way, scheme: Scheme, course: Course, reader: Reader
) -> Example | None:
    """Return the example of the first fee of a scheme that is money, or None."""
    cases = (Case(playbook, way, scheme, fee) for fee in scheme.fees or ())
    found = (_example(case, course, reader) for case in cases)
    return next(filter(None, found), None)


def _example(case: Case, course: Course, reader: Reader) -> Example | None:
    currency = scheme_currency(case.playbook, case.scheme, case.fee, course.signed)
    if not currency:
        return None
    try:
        return explained(case, sample_deal(case.fee, currency), course, reader)
    except (FigureWanted, CurrenciesDiffer, TermsUnclear):
        return None


def explained(case: Case, deal: Deal, course: Course, reader: Reader) -> Example | None:
    """Return what a deal earns by a fee, who pays whom and when; None for what is no money.

    Raises as `fee_earned` does.
    """
    earned = fee_earned(case.fee, deal)
    if earned is None:
        return None
    found = settled(*case, course)
    caption = _caption(case, course, reader.language)
    if lapsed(found, course):
        return Example(caption, (lapsed_line(found, course, reader),))
    lines = (
        *amount_lines(case.fee, deal, earned, reader.language),
        _result(case, earned.total, reader.language),
        *day_lines(case, found, course, reader),
    )
    return Example(caption, lines)


def _caption(case: Case, course: Course, language: Language) -> str:
    day = language.day(course.signed).text
    if case.fee.name:
        name = language.text(case.fee.name)
        return language.say("{fee}: if a client signs on {day}", fee=name, day=day)
    return language.say("If a client signs on {day}", day=day)


def _result(case: Case, total: Money, language: Language) -> Line:
    value = amount_words(total, language)
    return Line(_who_pays(case, language), value, _direction(case, language), is_result=True)


def _who_pays(case: Case, language: Language) -> str:
    say = language.say
    match payer(case.way, case.fee), payee(case.way, case.fee):
        case Party.PARTNER, Party.US if case.fee.kind is FeeKind.CREDIT:
            return say("{They} credit us")
        case Party.PARTNER, Party.US:
            return say("{They} pay us")
        case Party.US, Party.PARTNER if case.fee.kind is FeeKind.CREDIT:
            return say("We credit {them}")
        case Party.US, Party.PARTNER:
            return say("We pay {them}")
        case Party.CLIENT, Party.US:
            return say("The client pays us")
        case Party.CLIENT, Party.PARTNER:
            return say("The client pays {them}")
        case _:
            return say("The fee")


def _direction(case: Case, language: Language) -> str:
    say = language.say
    match case.way, payer(case.way, case.fee):
        case Way.WE_REFER, Party.PARTNER if case.fee.kind is not FeeKind.CREDIT:
            return say("We refer to {them}: {they} pay us.")
        case Way.THEY_REFER, Party.US if case.fee.kind is not FeeKind.CREDIT:
            return say("{They} refer to us: we pay {them}.")
        case Way.WE_REFER, _:
            return say("We refer to {them}.")
        case _:
            return say("{They} refer to us.")
