"""`playbook cost`: work out what a visit costs, each line with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from macros.cli.moment import placed
from macros.cli.partner import playbook_of
from macros.cli.refusals import refusal
from macros.cli.values import KILOMETRES, MILES, MOMENT
from macros.records.fields import Audience
from macros.records.money import Basis
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
    from macros.records.scalars import Distance
    from macros.views.parts import Line

BASES = [basis.value for basis in (*BY_TIME, *BY_WORK)]


@click.command()
@click.argument("slug")
@click.option(
    "--from",
    "start",
    type=MOMENT,
    required=True,
    help="When the visit starts, by the partner's clocks: 2026-03-14T10:00.",
)
@click.option("--to", "end", type=MOMENT, required=True, help="When it ends.")
@click.option("--rate", "work", metavar="NAME", default="", help="The name of the rate.")
@click.option("--basis", type=click.Choice(BASES), help="Which of several rates of that name.")
@click.option(
    "--units", type=click.IntRange(0, 1_000_000), help="How many, for a rate by the unit."
)
@click.option("--miles", type=MILES, help="How far the client is, in miles.")
@click.option("--km", type=KILOMETRES, help="How far the client is, in kilometres.")
@click.option("--cancelled-at", type=MOMENT, help="When the visit is called off.")
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
    miles: Distance | None,
    km: Distance | None,
    cancelled_at: dt.datetime | None,
) -> None:
    """Work out what a visit of the partner SLUG costs."""
    playbook = playbook_of(folder, slug)
    if miles is not None and km is not None:
        message = "'--miles' and '--km' say the same thing; give one of them"
        raise click.UsageError(message)
    asked = Visit(
        start,
        end,
        work,
        Basis(basis) if basis else None,
        miles or km,
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
