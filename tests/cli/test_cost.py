"""`playbook cost`: what a visit costs, with a reason for each line, or why it has no price."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from macros.cli.refusals import SENTENCES
from macros.terms.refusals import Why

Run = Callable[..., Result]

HOUSE = """\
name: Harbour Street IT
country: GB
timezone: Europe/London
contacts: [{id: desk, phone: +44 161 496 0101}]
"""
SAFE = """\
name: Northern Cabling
status: active
nda: {signed_on: 2026-01-05}
client_protection: {non_engagement: {during: yes}}
subcontract:
  scope: {hours: "Mon-Fri 08:00-18:00"}
"""
RECORD = f"""\
{SAFE}  pricing:
    rates:
      - {{name: Labour, basis: hourly, rate: GBP 45.00}}
      - {{name: Labour, basis: day, rate: GBP 320.00, beyond: Labour}}
      - {{name: Outlet, basis: unit, rate: GBP 78.50, per: outlet}}
      - {{name: Survey, basis: fixed, rate: GBP 200.00, up_to: GBP 250.00}}
      - {{name: Materials, basis: cost_plus, percent: 12%}}
    day_length: 8 hours
    increment: 15 minutes
    rounding: up
    minimum_charge: GBP 95.00
    not_to_exceed: GBP 400
    out_of_hours:
      - {{days: Mon-Fri, start: "18:00", end: "22:00", multiplier: 1.5}}
      - {{days: Mon-Fri, start: "22:00", end: "08:00", unavailable: yes}}
      - {{days: Sat, start: "08:00", end: "08:00", rate: GBP 80.00, minimum: 4 hours}}
      - {{days: Sun, start: "08:00", end: "08:00", holidays: yes, surcharge: GBP 60.00}}
    travel: {{mileage: GBP 0.50, mileage_per: mile, mileage_for: both_ways, free_radius: 20 miles}}
    cancellation:
      - {{notice_less_than: 1 business day, charge: 50%}}
      - {{notice_less_than: 2 hours, amount: GBP 120.00}}
  tax: {{regime: vat, rate: 20%, prices_are: excluding}}
"""


@pytest.fixture
def cost(run: Run, project: Path) -> Run:
    (project / "partners/_house.yml").write_text(HOUSE, encoding="utf-8")
    (project / "partners/northern.yml").write_text(RECORD, encoding="utf-8")
    return lambda *arguments: run("cost", "northern", *arguments)


def visit(start: str, end: str, *more: str) -> list[str]:
    """Return the options for a visit, both ends as in 11T09:00, in March 2026."""
    days = [each if each.count("-") > 1 else f"2026-03-{each}" for each in (start, end)]
    return ["--from", days[0], "--to", days[1], *more]


HOURLY = ("--rate", "labour", "--basis", "hourly")


def test_each_line_says_why(cost: Run) -> None:
    result = cost(*visit("11T16:00", "11T19:20", *HOURLY, "--miles", "42"))
    assert result.exit_code == 0
    assert (
        result.output
        == """\
Wed, 11 Mar 2026, 16:00 to 19:20, Labour
Time charged: 3 h 30 min
    3 h 20 min, up to the next 15 minutes.
Labour, normal hours: £90.00
    2 h at £45.00 an hour.
Labour, Mon–Fri 18:00 to 22:00: £101.25
    1 h 30 min at 1.5 times £45.00 an hour.
Mileage: £22.00
    42 miles less 20 miles, both ways: 44 miles at £0.50 each.
Total before VAT: £213.25
VAT at 20%: £42.65
With VAT: £255.90
"""
    )


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (
            visit("14T10:00", "14T13:20", *HOURLY),
            [
                "Labour, Sat 08:00 to 08:00: £320.00",
                (
                    "    4 h at £80.00 an hour, the rate of this window."
                    " The least time charged here is 4 hours."
                ),
            ],
        ),
        (
            visit("2026-04-03T10:00", "2026-04-03T11:00", *HOURLY),
            [
                "Labour, public holiday (Good Friday): £45.00",
                "Surcharge, public holiday (Good Friday): £60.00",
                "    Paid once a visit.",
            ],
        ),
        (
            visit("11T09:00", "11T10:00", *HOURLY),
            ["Up to the minimum charge: £50.00", "    A visit costs at least £95.00."],
        ),
        (
            visit("11T09:00", "11T19:00", "--rate", "Labour", "--basis", "day"),
            [
                "Labour, normal hours: £320.00",
                "    £320.00 a day.",
                "    1 h at 1.5 times £45.00 an hour.",
                "    More than £400: needs our agreement.",
            ],
        ),
        (
            visit("11T16:00", "11T20:00", "--rate", "Labour", "--basis", "day"),
            [
                "    2 h of 4 h: that share of £320.00 a day.",
                "    2 h of 4 h: that share of £320.00 a day, 1.5 times.",
            ],
        ),
        (
            visit("11T09:00", "11T19:00", "--rate", "Outlet", "--units", "12"),
            ["Outlet: £942.00", "    12 at £78.50."],
        ),
        (
            visit("11T09:00", "11T10:00", "--rate", "Survey", "--km", "100"),
            [
                "Survey: £200.00 to £250.00",
                "Mileage: £42.14",
                "    62.14 miles less 20 miles, both ways: 84.27 miles at £0.50 each.",
                "    £200.00 to £250.00 for the whole job.",
            ],
        ),
        (
            visit("11T09:00", "11T10:00", *HOURLY, "--cancelled-at", "2026-03-10T09:00"),
            [
                "Total: £0.00",
                "    Called off on Tue, 10 Mar 2026, 09:00: in time, so nothing is due.",
            ],
        ),
        (
            visit("11T09:00", "11T12:00", *HOURLY, "--cancelled-at", "2026-03-10T09:01"),
            [
                "Charge for calling off: £67.50",
                (
                    "    Called off on Tue, 10 Mar 2026, 09:01, less than 1 business day before."
                    " 50% of £135.00."
                ),
                "Total: £67.50",
            ],
        ),
        (
            visit("11T09:00", "11T12:00", *HOURLY, "--cancelled-at", "2026-03-11T08:00"),
            [
                "Charge for calling off: £120.00",
                "    Called off on Wed, 11 Mar 2026, 08:00, less than 2 hours before.",
            ],
        ),
        (
            visit("2026-10-25T01:30+01:00", "2026-10-25T01:30+00:00", *HOURLY),
            ["Sun, 25 Oct 2026, 01:30 to 01:30, Labour", "Time charged: 1 h"],
        ),
        (visit("2026-07-11T09:00Z", "2026-07-11T10:00Z", *HOURLY), ["Time charged: 1 h"]),
    ],
)
def test_every_sort_of_line_has_its_sentence(
    cost: Run, options: list[str], lines: list[str]
) -> None:
    result = cost(*options)
    assert result.exit_code == 0, result.output
    assert [line for line in lines if line not in result.output.splitlines()] == []


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (visit("11T09:00", "11T10:00"), 2, "choose with '--rate': 'Labour', 'Outlet', 'Survey'"),
        (
            visit("11T09:00", "11T10:00", "--rate", "Labor"),
            2,
            "there is no rate 'Labor'; there are: 'Labour', 'Outlet', 'Survey', 'Materials'",
        ),
        (
            visit("11T09:00", "11T10:00", "--rate", "Labour"),
            2,
            "'Labour' has several rates; choose with '--basis': hourly, day",
        ),
        (
            visit("11T09:00", "11T10:00", "--rate", "Labour", "--basis", "visit"),
            2,
            "'Labour' has no rate with the basis visit; it has: hourly, day",
        ),
        (
            visit("11T09:00", "11T10:00", "--rate", "Outlet"),
            2,
            "'Outlet' is paid for each 'outlet'; say how many with '--units'",
        ),
        (
            visit("11T09:00", "11T10:00", "--rate", "Materials"),
            1,
            "'Materials' is not paid by the visit: its basis is cost_plus",
        ),
        (visit("11T10:00", "11T09:00", *HOURLY), 2, "the visit ends before it starts"),
        (visit("11T10:00", "2026-05-01T09:00", *HOURLY), 2, "none lasts more than 31 days"),
        (
            visit("11T21:00", "11T23:00", *HOURLY),
            1,
            (
                "does not work in the window Mon–Fri 22:00 to 08:00,"
                " which the visit meets at Wed, 11 Mar 2026, 22:00"
            ),
        ),
        (
            visit("11T09:00", "11T10:00", *HOURLY, "--cancelled-at", "2026-03-11T10:00"),
            2,
            "the visit is over by then",
        ),
        (
            visit("11T09:00", "11T10:00", *HOURLY, "--miles", "1", "--km", "1"),
            2,
            "'--miles' and '--km' say the same thing; give one of them",
        ),
        (visit("11T09:00", "11T10:00", "--miles", "far"), 2, "'far' is not a distance"),
        (visit("11T09:00", "11T10:00", "--miles", "NaN"), 2, "'NaN' is not a distance"),
        (visit("11T09:00", "11T10:00", "--km", "-1"), 2, "'-1' is not a distance"),
        (visit("11T09:00", "11T10:00", "--km", "1e3"), 2, "'1e3' is not a distance; write it as"),
        (visit("11T09:00", "11T10:00", "--miles", "1_000"), 2, "'1_000' is not a distance"),
        (visit("11T09:00", "11T10:00", "--miles", "1.999"), 2, "'1.999' is not a distance"),
        (
            visit("11 09:00", "11T10:00"),
            2,
            "not a date and time; write it as in '2026-03-14T10:00'",
        ),
        (visit("32T09:00", "11T10:00"), 2, "there is no such time as '2026-03-32T09:00'"),
        (
            visit("29T01:30", "29T10:00", *HOURLY),
            2,
            "'--from': clocks in Europe/London never show 2026-03-29T01:30",
        ),
        (
            visit("2026-10-25T00:30", "2026-10-25T01:30", *HOURLY),
            2,
            "as they are put back; write '2026-10-25T01:30+01:00' or '2026-10-25T01:30+00:00'",
        ),
    ],
)
def test_what_has_no_price_says_what_to_do(
    cost: Run, options: list[str], code: int, message: str
) -> None:
    result = cost(*options)
    assert result.exit_code == code
    assert message in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("pricing", "more", "message"),
    [
        ("not_applicable: Work in kind", (), "the record names no rates"),
        ("{}", (), "the record names no rates; add 'subcontract.pricing.rates'"),
        (
            "rates: [{name: A, basis: hourly, rate: GBP 1, effective_from: 2026-04-01}]",
            (),
            "no rate holds on 11 March 2026; see 'effective_from' and 'effective_to'",
        ),
        (
            "rates: [{name: A, basis: hourly, rate: GBP 1}, {name: A, basis: hourly, rate: GBP 2}]",
            (),
            "'A' has two prices on 11 March 2026; end the older one with 'effective_to'",
        ),
        ("rates: [{name: A, basis: day, rate: GBP 1}]", (), "add 'day_length: 8 hours'"),
        (
            "rates: [{name: A, basis: visit, covers: 30 minutes, rate: GBP 1}]",
            (),
            "'A' buys 30 min, and 1 h 20 min is charged: the record does not say how the rest",
        ),
        (
            "{increment: 1 hour, rates: [{name: A, basis: hourly, rate: GBP 1}]}",
            (),
            "1 h 20 min is no full number of steps of 1 hour",
        ),
        (
            "{minimum: 1 day, rates: [{name: A, basis: hourly, rate: GBP 1}]}",
            (),
            "one cannot tell how many hours 1 day are",
        ),
        (
            "{rates: [{name: A, basis: hourly, rate: GBP 1}]}",
            ("--miles", "9"),
            "the record has no price for a mile or kilometre",
        ),
        (
            (
                "{travel: {mileage: GBP 0.5, mileage_per: mile},"
                " rates: [{name: A, basis: hourly, rate: GBP 1}]}"
            ),
            ("--miles", "30"),
            (
                "30 miles is £15.00 for the way there, £30.00 there and back;"
                " add 'travel.mileage_for: one_way' or 'both_ways'"
            ),
        ),
        (
            "{rates: [{name: A, basis: hourly, rate: GBP 1}]}",
            ("--cancelled-at", "2026-03-10T09:00"),
            "the record does not say what calling off costs",
        ),
        (
            (
                "{cancellation: [{notice_less_than: 9 days}],"
                " rates: [{name: A, basis: hourly, rate: GBP 1}]}"
            ),
            ("--cancelled-at", "2026-03-10T09:00"),
            "the charge for calling off less than 9 days before needs one of 'charge' and 'amount'",
        ),
    ],
)
def test_what_the_record_lacks_is_told(
    cost: Run, project: Path, pricing: str, more: tuple[str, ...], message: str
) -> None:
    braced = pricing if pricing.startswith("{") else f"{{{pricing}}}"
    record = f"{SAFE}  pricing: {braced}\n"
    (project / "partners/northern.yml").write_text(record, encoding="utf-8")
    result = cost(*visit("11T09:00", "11T10:20", *more))
    assert result.exit_code == 1, result.output
    assert message in result.output


def test_a_time_outside_all_windows_has_no_price(cost: Run, project: Path) -> None:
    record = f"{SAFE}  pricing: {{rates: [{{name: A, basis: hourly, rate: GBP 1}}]}}\n"
    (project / "partners/northern.yml").write_text(record, encoding="utf-8")
    result = cost(*visit("11T17:00", "11T19:00"))
    assert result.exit_code == 1
    assert "the record has no price for Wed, 11 Mar 2026, 18:00" in result.output


def test_without_a_time_zone_no_time_is_meant(cost: Run, project: Path) -> None:
    house = HOUSE.replace("timezone: Europe/London\n", "")
    (project / "partners/_house.yml").write_text(house, encoding="utf-8")
    result = cost(*visit("11T09:00", "11T10:00", *HOURLY))
    assert result.exit_code == 1
    assert "add 'timezone: Europe/London'" in result.output


def test_an_unknown_partner_is_wrong_usage(run: Run) -> None:
    assert run("cost", "nothern", *visit("11T09:00", "11T10:00")).exit_code == 2


def test_every_refusal_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Why)
