"""Fees: what a referral earns, as a worked example, line by line with the reason for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.playbook import value_at
from macros.terms.course import Course
from macros.terms.deal import CurrenciesDiffer, FigureWanted
from macros.terms.fees import TermsUnclear, fee_earned
from macros.terms.payment import payer_days
from macros.terms.sample import sample_deal
from macros.terms.settlement import ends, lapse, settled
from macros.terms.ways import Case, Way, scheme_currency, schemes
from macros.views.fee_amounts import amount_lines, amount_words
from macros.views.fee_days import day_lines, lapsed_line
from macros.views.fee_parties import direction, who_pays
from macros.views.parts import Example, Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.playbook import Playbook
    from macros.records.referral import Scheme
    from macros.records.scalars import Money
    from macros.terms.deal import Deal
    from macros.views.clauses import Reader
    from macros.views.parts import Group
    from macros.views.wording import Language


def fee_examples(playbook: Playbook, reader: Reader) -> Iterator[Group]:
    """Yield one example for each direction with a fee in money.

    In it a client signs on the next business day; nothing where there is no day to start from.
    """
    if reader.today is None:
        return
    found = [_known(playbook, way, scheme, reader) for way, scheme in schemes(playbook)]
    examples = tuple(example for example in found if example)
    if examples:
        title = reader.language.say("What a referral earns: an example")
        yield reader.gathered("referral-example", title, examples)


def _known(playbook: Playbook, way: Way, scheme: Scheme, reader: Reader) -> Example | None:
    """Return the example of a scheme, worked out once for all partners that it is the same for."""
    partner, theirs = playbook.partner, value_at(playbook.defaults, ("referral", way))
    on = (partner.country, partner.region, ends(playbook))
    return reader.once(
        ("fee-example", way, reader.names.of(scheme, theirs), *on),
        (scheme, theirs),
        lambda: _first(playbook, way, scheme, reader),
    )


def _first(playbook: Playbook, way: Way, scheme: Scheme, reader: Reader) -> Example | None:
    """Return the example of the first fee of a scheme that is money, or None."""
    if reader.today is None:
        return None
    days = payer_days(playbook)
    course = Course.of(days.plus(reader.today, 1), days)
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
    late = lapse(found, course)
    if late:
        return Example(caption, (lapsed_line(late, found, course, reader.language),))
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
    return Line(who_pays(case, language), value, direction(case, language), is_result=True)
