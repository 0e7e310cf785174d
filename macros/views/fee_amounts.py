"""Fee amounts: the lines that make up a fee, each with the words for what it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.referral import TiersApply
from macros.records.scalars import Number
from macros.terms.fees import LineKind
from macros.views.parts import Line
from macros.views.wording import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.referral import Fee
    from macros.records.scalars import Money
    from macros.terms.deal import Deal
    from macros.terms.fees import Earned
    from macros.terms.fees import Line as FeeLine
    from macros.views.wording import Language


def amount_lines(fee: Fee, deal: Deal, earned: Earned, language: Language) -> Iterator[Line]:
    """Yield what a share is of, and each line of a fee with the step or month that it is for."""
    if earned.base and fee.of:
        what = language.text(fee.of)
        yield Line(what[:1].upper() + what[1:], amount_words(earned.base, language))
    for line in earned.lines:
        what = _what(fee, line, language)
        yield Line(what, amount_words(line.amount, language), _why(fee, deal, line, language))


def _what(fee: Fee, line: FeeLine, language: Language) -> str:
    say, base, each = language.say, line.base, line.each
    match line.kind:
        case LineKind.SHARE if base and line.number is not None:
            return language.say_count(
                int(line.number),
                "{percent} of {base} for {count} month",
                "{percent} of {base} for {count} months",
                percent=language.text(line.percent),
                base=_said(base, language),
            )
        case LineKind.SHARE if base:
            return say(
                "{percent} of {base}",
                percent=language.text(line.percent),
                base=_said(base, language),
            )
        case LineKind.MONTHS if each and line.number is not None:
            number = language.text(Number(line.number))
            return say("{number} × {each} a month", number=number, each=_said(each, language))
        case LineKind.UNITS if each and line.number is not None:
            number = language.text(Number(line.number))
            unit = fee.per or say("unit")
            return say(
                "{number} × {each} for each {unit}",
                number=number,
                each=_said(each, language),
                unit=unit,
            )
        case LineKind.MINIMUM if base:
            return say("Lifted to the least fee, {limit}", limit=_said(base, language))
        case LineKind.CAP if base:
            return say("Brought down to the most, {limit}", limit=_said(base, language))
        case _:
            return say("A fixed amount")


def _why(fee: Fee, deal: Deal, line: FeeLine, language: Language) -> str:
    said = (_step(fee, deal, line, language), _each_month(line, language))
    return " ".join(filter(None, said))


def _each_month(line: FeeLine, language: Language) -> str:
    if line.kind is LineKind.SHARE and line.each:
        return language.say("{each} for each month.", each=_said(line.each, language))
    return ""


def _step(fee: Fee, deal: Deal, line: FeeLine, language: Language) -> str:
    say = language.say
    if line.above is None:
        return ""
    above = language.text(Number(line.above))
    match fee.tiers_apply:
        case TiersApply.TO_LATER_REFERRALS:
            number = language.text(Number.parse(str(deal.referral or 1)))
            if not line.above:
                return say("Referral {number}: no step is reached yet.", number=number)
            return say(
                "Referral {number}: the step for those after the first {above}.",
                number=number,
                above=above,
            )
        case TiersApply.TO_EVERYTHING if not line.above:
            return say("No step is reached.")
        case TiersApply.TO_EVERYTHING:
            return say("The step above {above} holds for everything.", above=above)
        case _ if line.up_to is not None:
            up_to = language.text(Number(line.up_to))
            if not line.above:
                return say("The part up to {up_to}.", up_to=up_to)
            return say("The part above {above}, up to {up_to}.", above=above, up_to=up_to)
        case _:
            return say("The part above {above}.", above=above)


def amount_words(value: Money, language: Language) -> Words:
    """Return an amount for a line of an example."""
    return Words(_said(value, language), "money")


def _said(value: Money, language: Language) -> str:
    """Return an amount with its smallest coins, or with every digit where it has smaller ones."""
    rounded = value.rounded()
    return language.money(rounded if rounded.amount == value.amount else value)
