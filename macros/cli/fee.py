"""`playbook fee`: what a referral earns, line by line."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from macros.book import as_of
from macros.cli.partner import playbook_of
from macros.cli.values import AMOUNT, DAY, Amount
from macros.records.contacts import contact
from macros.records.fields import Audience
from macros.terms.course import Course
from macros.terms.deal import CurrenciesDiffer, Deal, Figure, FigureWanted
from macros.terms.fees import TermsUnclear
from macros.terms.payment import payer_days
from macros.terms.ways import Case, Way, scheme_currency, schemes
from macros.views.clauses import Reader
from macros.views.fees import explained
from macros.views.partner import language_of
from macros.views.phrases import fee_price

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from macros.records.playbook import Playbook
    from macros.records.scalars import Money
    from macros.views.parts import Example

_NUMBER = click.IntRange(1, 999_999)


@click.command()
@click.argument("slug")
@click.option("--value", type=AMOUNT, help="What the whole contract is worth.")
@click.option("--monthly", type=AMOUNT, help="The recurring charge of a month.")
@click.option("--months", type=_NUMBER, help="How many months the contract runs.")
@click.option("--setup", type=AMOUNT, help="What is charged once at the start.")
@click.option("--first-invoice", type=AMOUNT, help="The amount of the first invoice.")
@click.option("--gross-profit", type=AMOUNT, help="What is left after the cost of the goods.")
@click.option("--units", type=_NUMBER, help="How many units, where the fee is for each of them.")
@click.option("--referral", type=_NUMBER, help="Which referral this way it is, counted from 1.")
@click.option("--registered", type=DAY, help="The day on which the referral was made known.")
@click.option("--signed", type=DAY, help="The day on which the client signs; today unless said.")
@click.option("--live", type=DAY, help="The day on which the service is live.")
@click.option("--paid", type=DAY, help="The day on which the client pays its first bill.")
@click.option("--fee", "name", help="One fee, by its name in the record.")
@click.option("--way", type=click.Choice([each.value for each in Way]), help="One direction.")
@click.pass_obj
def fee(
    folder: Path,
    /,
    slug: str,
    name: str | None,
    way: str | None,
    signed: dt.date | None,
    **given: Any,  # noqa: ANN401 - days and figures, by the names of their fields
) -> None:
    """Tell what a referral earns from the partner SLUG, or the partner from us, and when.

    Amounts are written 'GBP 12000', or '12000' in the currency of the fees or of our country.
    Ends with 1 where the record does not settle the fee, 2 where a figure is missing for all.
    """
    playbook = playbook_of(folder, slug)
    events = {event: given.pop(event) for event in ("registered", "live", "paid")}
    course = _course(playbook, signed or as_of(), events)
    answers = [_answer(case, given, course) for case in _cases(playbook, way, name)]
    if all(answer.wants for answer in answers):
        raise _refusal(answers)
    click.echo("\n\n".join(answer.text for answer in answers))


def _course(playbook: Playbook, signed: dt.date, events: dict[str, dt.date | None]) -> Course:
    course = Course.of(signed, payer_days(playbook), **events)
    if not course.registered <= course.signed <= min(course.live, course.paid):
        message = "the days are out of order: registered, signed, then live and paid"
        raise click.UsageError(message)
    return course


class _Answer(NamedTuple):
    """What is told of one fee; `wants` is what is missing, be it in the record or in the call."""

    text: str
    wants: str = ""
    is_of_record: bool = False


def _answer(case: Case, figures: dict[str, Any], course: Course) -> _Answer:
    playbook = case.playbook
    language = language_of(playbook, Audience.INTERNAL)
    reader = Reader(
        Audience.INTERNAL, language, lambda name: contact(playbook, name), as_of(), playbook
    )
    said = fee_price(case.fee, language)
    title = f"{case.fee.name}: {said}" if case.fee.name else said
    try:
        example = explained(case, _deal(case, figures, course), course, reader)
    except (FigureWanted, CurrenciesDiffer, TermsUnclear) as error:
        wants = _wants(error)
        of_record = isinstance(error, TermsUnclear)
        return _Answer(f"{title}\n  {wants}", f"{title}: {wants}", of_record)
    return _Answer(_text(example) if example else title)


def _deal(case: Case, figures: dict[str, Any], course: Course) -> Deal:
    currency = scheme_currency(case.playbook, case.scheme, case.fee, course.signed)
    told: dict[str, Any] = {
        name: _money(value, currency) if isinstance(value, Amount) else value
        for name, value in figures.items()
    }
    return Deal(**told)


def _money(amount: Amount, currency: str) -> Money:
    if " " not in amount and not currency:
        message = f"neither fee nor country says the currency of '{amount}'; write 'GBP {amount}'"
        raise click.UsageError(message)
    return amount.money(currency)


def _cases(playbook: Playbook, way: str | None, name: str | None) -> list[Case]:
    found = list(_all(playbook))
    if not found:
        message = f"'{playbook.slug}' has no fees for referrals"
        raise click.UsageError(message)
    here = [case for case in found if way in {None, case.way}]
    if not here:
        message = f"'{playbook.slug}' has no fees under '{way}'; there are some under"
        message = f"{message} '{found[0].way}'"
        raise click.BadParameter(message, param_hint="--way")
    chosen = [case for case in here if name is None or _key(case) == name.casefold()]
    if not chosen:
        raise _unknown_fee(here, name or "")
    return chosen


def _all(playbook: Playbook) -> Iterator[Case]:
    for way, scheme in schemes(playbook):
        for each in scheme.fees or ():
            yield Case(playbook, way, scheme, each)


def _key(case: Case) -> str:
    return (case.fee.name or "").casefold()


def _unknown_fee(cases: list[Case], name: str) -> click.UsageError:
    names = {_key(case): str(case.fee.name) for case in cases if case.fee.name}
    close = difflib.get_close_matches(name.casefold(), names, 1)
    known = ", ".join(names.values()) or "none with a name"
    cure = f"did you mean '{names[close[0]]}'?" if close else f"there are: {known}"
    message = f"there is no fee '{name}'; {cure}"
    return click.BadParameter(message, param_hint="--fee")


def _wants(error: FigureWanted | CurrenciesDiffer | TermsUnclear) -> str:
    if isinstance(error, FigureWanted):
        return f"add {_OPTIONS[error.figure]}"
    if isinstance(error, CurrenciesDiffer):
        option = _option(error.figure)
        return f"{option} is in {error.given} and this is in {error.wanted}; write {option} anew"
    return "the record does not settle this fee; 'playbook check' tells what is missing"


def _option(figure: Figure) -> str:
    return f"--{figure.value.replace('_', '-')}"


_OPTIONS: dict[Figure, str] = {
    Figure.VALUE: "--value with what the contract is worth",
    Figure.MONTHLY: "--monthly with the recurring charge of a month",
    Figure.MONTHS: "--months with how long the contract runs",
    Figure.SETUP: "--setup with what is charged once at the start",
    Figure.FIRST_INVOICE: "--first-invoice with its amount",
    Figure.GROSS_PROFIT: "--gross-profit with its amount",
    Figure.UNITS: "--units with how many there are",
    Figure.REFERRAL: "--referral with which one it is, counted from 1",
}


def _refusal(answers: list[_Answer]) -> click.ClickException:
    told = "\n".join(answer.wants for answer in answers)
    unclear = all(answer.is_of_record for answer in answers)
    return click.ClickException(told) if unclear else click.UsageError(told)


def _text(example: Example) -> str:
    lines = [
        f"  {line.what}: {line.value.text}" + (f". {line.why}" if line.why else "")
        for line in example.lines
    ]
    return "\n".join([example.caption, *lines])
