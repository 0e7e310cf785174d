"""`playbook cost`: work out what a visit costs, each line with its reason."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import click

from macros.cli.moment import Moment, placed
from macros.cli.partner import playbook_of
from macros.cli.refusals import refusal
from macros.records.fields import Audience
from macros.records.money import Basis
from macros.records.scalars import Distance
from macros.terms.rates import BY_TIME, BY_WORK
from macros.terms.refusals import PriceError
from macros.terms.visits import Tariff, Visit, visit_cost
from macros.views.partner import language_of
from macros.views.visits import case, lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from macros.records.playbook import Playbook
    from macros.views.parts import Line

FARTHEST = 100_000
BASES = [basis.value for basis in (*BY_TIME, *BY_WORK)]


class Length(click.ParamType[Decimal]):
    """A distance without its unit, such as 34 or 34.5."""

    name = "number"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Decimal:
        """Return the distance, or end the command as wrongly used."""
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            number = Decimal(-1)
        if not (number.is_finite() and 0 <= number <= FARTHEST):
            self.fail(f"'{value}' is not a distance; write it as in '34.5'", param, ctx)
        return number


@click.command()
@click.argument("slug")
@click.option(
    "--from",
    "start",
    type=Moment(),
    required=True,
    help="When the visit starts, by the partner's clocks: 2026-03-14T10:00.",
)
@click.option("--to", "end", type=Moment(), required=True, help="When it ends.")
@click.option("--rate", "work", metavar="NAME", default="", help="The name of the rate.")
@click.option("--basis", type=click.Choice(BASES), help="Which of several rates of that name.")
@click.option(
    "--units", type=click.IntRange(0, 1_000_000), help="How many, for a rate by the unit."
)
@click.option("--miles", type=Length(), help="How far the client is, in miles.")
@click.option("--km", type=Length(), help="How far the client is, in kilometres.")
@click.option("--cancelled-at", type=Moment(), help="When the visit is called off.")
@click.pass_obj
def cost(  # noqa: PLR0913 - one for each option
    folder: Path,
    slug: str,
    start: dt.datetime,
    end: dt.datetime,
    *,
    work: str,
    basis: str | None,
    units: int | None,
    miles: Decimal | None,
    km: Decimal | None,
    cancelled_at: dt.datetime | None,
) -> None:
    """Work out what a visit of the partner SLUG costs."""
    playbook = playbook_of(folder, slug)
    if miles is not None and km is not None:
        message = "'--miles' and '--km' say the same thing; give one of them"
        raise click.UsageError(message)
    way = Distance(miles, "miles") if miles is not None else None
    asked = Visit(
        start,
        end,
        work,
        Basis(basis) if basis else None,
        Distance(km, "km") if km is not None else way,
        units,
        cancelled_at,
    )
    for line in _told(playbook, asked):
        click.echo(line)


def _told(playbook: Playbook, asked: Visit) -> Iterator[str]:
    """Yield the lines to print; click's exceptions end a command that asks in vain."""
    language = language_of(playbook, Audience.INTERNAL)
    try:
        tariff = Tariff.of(playbook)
        visit = asked._replace(
            start=placed(asked.start, tariff.zone, "--from"),
            end=placed(asked.end, tariff.zone, "--to"),
            cancelled_at=placed(asked.cancelled_at, tariff.zone, "--cancelled-at")
            if asked.cancelled_at
            else None,
        )
        found = visit_cost(tariff, visit)
    except PriceError as error:
        raise refusal(error, language) from error
    yield case(tariff, visit, found, language)
    yield from (_line(each) for each in lines(tariff, found, language))


def _line(line: Line) -> str:
    because = f"\n    {line.why}" if line.why else ""
    return f"{line.what}: {line.value.text}{because}"
