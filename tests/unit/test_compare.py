"""Firms stand side by side by what an hour and a day cost; the best fit first, at any price."""

import datetime as dt
import random
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.records.fields import Audience
from macros.records.identity import PageLanguage
from macros.records.money import Basis, Rate
from macros.records.playbook import Playbook
from macros.records.scalars import Duration, Money
from macros.render.browse.limits import LIMITS
from macros.render.browse.rows import Row, Ways, compared_row
from macros.render.browse.tables import Place, compared_html, compared_table
from macros.render.links import Links
from macros.render.pages import PageError
from macros.terms.normal_rate import NormalRate, Price, normal_rates
from macros.views.compare import Cells, cells, heads
from macros.views.directory import EVERYONE, Entry, Filters, entry
from macros.views.house import house_language
from macros.views.wording import Language, language
from support.html import Document
from support.records import playbook

TODAY = dt.date(2026, 11, 23)
HOURS = Duration.parse("8 hours")


def _rate(
    basis: str | None, rate: str | None = None, up_to: str | None = None, **more: str
) -> Rate:
    known = {"basis": basis, "rate": rate, "up_to": up_to, **more}
    return Rate.model_validate({name: value for name, value in known.items() if value})


def _said(found: NormalRate) -> tuple[str, str]:
    return _price(found.hour), _price(found.day)


def _price(price: Price | None) -> str:
    if price is None:
        return ""
    return str(price.most) if price.least == price.most else f"{price.least}..{price.most}"


# An hour and a day


KNOWN = [
    ([_rate("hourly", "GBP 46.00")], "7.5 hours", [("GBP 46.00", "GBP 345.00")]),
    ([_rate("day", "GBP 640.00")], "7.5 hours", [("GBP 85.33", "GBP 640.00")]),
    ([_rate("day", "GBP 640.00")], "450 minutes", [("GBP 85.33", "GBP 640.00")]),
    ([_rate("half_day", "GBP 190")], "8 hours", [("GBP 47.50", "GBP 380.00")]),
    # What is agreed for an hour, or for a day, stands as it is.
    (
        [_rate("day", "GBP 370.00"), _rate("hourly", "GBP 52.00"), _rate("half_day", "GBP 190.00")],
        "8 hours",
        [("GBP 52.00", "GBP 370.00")],
    ),
    (
        [_rate("half_day", "GBP 190.00"), _rate("day", "GBP 370")],
        "8 hours",
        [("GBP 46.25", "GBP 370")],
    ),
    # A range keeps both ends, an upper end alone stays alone.
    (
        [_rate("day", "GBP 450", "GBP 750")],
        "7.5 hours",
        [("GBP 60.00..GBP 100.00", "GBP 450..GBP 750")],
    ),
    ([_rate("day", None, "GBP 750")], "7.5 hours", [("None..GBP 100.00", "None..GBP 750")]),
    # Without the length of a day there is nothing to work out with.
    ([_rate("hourly", "GBP 46.00")], None, [("GBP 46.00", "")]),
    ([_rate("day", "GBP 640.00")], None, [("", "GBP 640.00")]),
    ([_rate("half_day", "GBP 190.00")], None, [("", "GBP 380.00")]),
    ([_rate("day", "GBP 640.00")], "1 day", [("", "GBP 640.00")]),
    ([_rate("day", "GBP 640.00")], "0 hours", [("", "GBP 640.00")]),
    # What a price buys goes before what its basis says.
    ([_rate("day", "GBP 640.00", covers="10 hours")], "8 hours", [("GBP 64.00", "GBP 512.00")]),
    ([_rate("half_day", "GBP 190.00", covers="5 hours")], "8 hours", [("GBP 38.00", "GBP 304.00")]),
    ([_rate("day", "GBP 640.00", covers="10 hours")], None, [("GBP 64.00", "GBP 640.00")]),
    ([_rate("half_day", "GBP 190.00", covers="240 minutes")], None, [("GBP 47.50", "GBP 380.00")]),
    ([_rate("visit", "GBP 95.00", covers="2 hours")], "8 hours", []),
    # A yen has no smaller coin, a dinar has a thousand.
    ([_rate("day", "JPY 50000")], "7 hours", [("JPY 7143", "JPY 50000")]),
    ([_rate("day", "KWD 100.000")], "7 hours", [("KWD 14.286", "KWD 100.000")]),
    # A half is rounded up.
    ([_rate("day", "GBP 0.04")], "8 hours", [("GBP 0.01", "GBP 0.04")]),
    # What has no length, and what has no price.
    (
        [_rate(each, "GBP 95") for each in ("visit", "unit", "fixed", "milestone", "retainer")],
        "8 hours",
        [],
    ),
    ([_rate(None, "GBP 95")], "8 hours", []),
    ([_rate("hourly")], "8 hours", []),
]


@pytest.mark.parametrize(("rates", "length", "expected"), KNOWN)
def test_prices_of_time_are_told_by_the_hour_and_the_day(
    rates: list[Rate], length: str | None, expected: list[tuple[str, str]]
) -> None:
    day_length = Duration.parse(length) if length else None
    assert [_said(each) for each in normal_rates(rates, day_length, TODAY)] == expected


def test_each_work_and_each_currency_stands_alone() -> None:
    rates = [
        _rate("hourly", "GBP 46", name="Labour"),
        _rate("hourly", "EUR 50", name="Labour"),
        _rate("day", "GBP 640", name="Crew of two"),
    ]
    found = normal_rates(rates, HOURS, TODAY)
    assert [(each.work, _price(each.hour)) for each in found] == [
        ("Labour", "GBP 46"),
        ("Labour", "EUR 50"),
        ("Crew of two", "GBP 80.00"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        ("2026-11-23", "2026-11-23", True),
        ("2026-11-24", None, False),
        (None, "2026-11-22", False),
        (None, "2026-11-23", True),
        ("2026-11-23", None, True),
    ],
)
def test_only_rates_that_hold_on_the_day_count(
    first: str | None, last: str | None, *, holds: bool
) -> None:
    dates = {"effective_from": first, "effective_to": last}
    rate = _rate("hourly", "GBP 46", **{name: day for name, day in dates.items() if day})
    assert bool(normal_rates([rate], HOURS, TODAY)) is holds


def _independent(cents: int, basis: Basis, minutes: int) -> tuple[int, int]:
    """Return pence for an hour and for a day, by whole numbers alone."""
    hour = {Basis.HOURLY: Fraction(cents), Basis.DAY: Fraction(cents * 60, minutes)}
    hour[Basis.HALF_DAY] = Fraction(cents * 120, minutes)
    day = {Basis.HOURLY: Fraction(cents * minutes, 60), Basis.DAY: Fraction(cents)}
    day[Basis.HALF_DAY] = Fraction(cents * 2)
    return _half_up(hour[basis]), _half_up(day[basis])


def _half_up(exact: Fraction) -> int:
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def _pence(price: Price | None) -> int:
    assert price is not None
    assert price.most == price.least
    assert price.most.currency == "GBP"
    pence = price.most.amount * 100
    assert pence == int(pence)
    return int(pence)


def test_ten_thousand_rates_agree_with_another_way_of_working_them_out() -> None:
    chance = random.Random(3)  # noqa: S311 - it has to be the same every time
    for _ in range(10_000):
        cents = chance.choice([chance.randrange(1, 20_000), chance.randrange(1, 99_999_999_999)])
        basis = chance.choice([Basis.HOURLY, Basis.HALF_DAY, Basis.DAY])
        minutes = chance.choice([chance.randrange(1, 1441), 15 * chance.randrange(1, 96)])
        rate = _rate(basis, f"GBP {cents // 100}.{cents % 100:02}")
        (found,) = normal_rates([rate], Duration.parse(f"{minutes} minutes"), TODAY)
        assert (_pence(found.hour), _pence(found.day)) == _independent(cents, basis, minutes)


amounts = st.decimals("0.01", "999999", places=2).map(lambda amount: Money(amount, "GBP"))


@given(one=amounts, other=amounts, minutes=st.integers(60, 1440), basis=st.sampled_from(Basis))
def test_a_dearer_firm_never_looks_cheaper(
    one: Money, other: Money, minutes: int, basis: Basis
) -> None:
    length = Duration.parse(f"{minutes} minutes")
    made = [normal_rates([_rate(basis, str(each))], length, TODAY) for each in (one, other)]
    if all(made):
        first, second = (found[0] for found in made)
        for price, against in ((first.hour, second.hour), (first.day, second.day)):
            assert price
            assert against
            assert one.amount > other.amount or price.most.amount <= against.most.amount


# A row


HOUSE = """\
name: Example MSP
country: GB
contacts: [{id: desk, phone: +44 161 496 0103}]
"""
RECORD = """\
name: Example & Sons
status: active
kind: [cabling, other]
fit: {score: 4}
nda: {signed_on: 2026-01-05}
client_protection: {non_engagement: {who: partner, after: 12 months}}
assurance:
  insurance:
    - {type: public_liability, minimum: "GBP 5,000,000", held: "GBP 2,000,000", expires: 2027-01-01}
    - {type: employers_liability, held: "GBP 10,000,000", expires: 2026-11-22}
    - {type: cyber, minimum: "GBP 1,000,000"}
    - {type: motor, not_applicable: They come by train}
subcontract:
  scope: {areas: [Leeds, York], hours: "Mon-Sun 08:00-18:00"}
  pricing:
    rates:
      - {name: Labour, basis: hourly, rate: GBP 46.00}
      - {name: Crew, basis: day, rate: GBP 450, up_to: GBP 640, effective_from: 2026-01-01}
      - {name: Old crew, basis: day, rate: GBP 300, effective_to: 2026-10-31}
      - {name: Outlet, basis: unit, per: outlet, rate: GBP 78.50}
    day_length: 7.5 hours
    minimum: 2 hours
    minimum_charge: GBP 90
    out_of_hours:
      - {days: Mon-Fri, start: 18:00, end: 22:00, multiplier: 1.5}
      - {days: Mon-Fri, start: 22:00, end: 08:00, multiplier: 2, holidays: yes}
      - {days: Sat, start: 18:00, end: 08:00, surcharge: GBP 60}
      - {days: Sun, start: 18:00, end: 08:00, unavailable: yes}
    travel: {free_radius: 20 miles, mileage: GBP 0.45, mileage_per: mile}
  invoicing: {when: monthly, cut_off: 25}
  payment: {clock_starts: invoice_date, due: {rule: days_after, days: 30}}
"""


def _cells(found: Playbook) -> dict[str, tuple[str, ...]]:
    row = cells(found, TODAY)
    assert row is not None
    return dict(zip(heads(house_language(found.house)), row, strict=True))


def test_a_row_says_all_that_one_compares(tmp_path: Path) -> None:
    assert _cells(playbook(tmp_path, RECORD, HOUSE)) == {
        "Rates": (
            "Labour: £46.00 an hour, £345.00 a day",
            "Crew: £60.00 to £85.33 an hour, £450 to £640 a day",
            "a day of 7.5 hours",
            "1 other price",
        ),
        "Out of hours": (
            "1.5 to 2 times the normal rate",
            "£60 on top",
            "no work at some hours",
        ),
        "At least": ("2 hours", "£90"),
        "Travel": ("20 miles free", "£0.45 for each mile"),
        "Cover held": (
            "Public liability: £2,000,000, below £5,000,000",
            "Employers' liability: expired",
            "Cyber: no certificate on file",
        ),
        "When to bill": ("Every month by the 25th",),
        "When paid": ("30 days after the invoice's date",),
        "Restraint after the end": ("12 months",),
    }


SILENT = {
    "Rates": ("No rates on file",),
    "Out of hours": ("Not settled",),
    "At least": (),
    "Travel": (),
    "Cover held": (),
    "When to bill": ("Not settled yet",),
    "When paid": ("Not settled yet",),
    "Restraint after the end": ("None on file",),
}


def test_what_nobody_has_settled_is_told(tmp_path: Path) -> None:
    found = playbook(tmp_path, "name: A\nstatus: active\nkind: [other]\nsubcontract:\n", HOUSE)
    assert _cells(found) == SILENT


@pytest.mark.parametrize(
    ("pricing", "said"),
    [
        ("{not_applicable: By quote only}", "By quote only"),
        ("{rates: [{basis: visit, rate: GBP 90}]}", "No rate by the hour or the day"),
        (
            "{rates: [{basis: day, rate: GBP 90, effective_to: 2026-11-22}]}",
            "No rate by the hour or the day",
        ),
        ("{rates: [{basis: day, up_to: GBP 90}]}", "up to £90 a day"),
    ],
)
def test_a_firm_without_a_rate_by_time_says_so(tmp_path: Path, pricing: str, said: str) -> None:
    record = f"name: A\nstatus: active\nkind: [other]\nsubcontract: {{pricing: {pricing}}}\n"
    assert _cells(playbook(tmp_path, record, HOUSE))["Rates"][0] == said


@pytest.mark.parametrize(
    "record",
    [
        "name: A\nstatus: prospect\nkind: [other]\nsubcontract:\n",
        "name: A\nstatus: paused\nkind: [other]\nsubcontract:\n",
        "name: A\nstatus: ended\nkind: [other]\nsubcontract:\n",
        "name: A\nstatus: active\nkind: [other]\nreferral:\n",
        "name: A\nstatus: active\nkind: [other]\nsubcontract: {not_applicable: No more}\n",
    ],
)
def test_only_those_whom_we_can_send_are_compared(tmp_path: Path, record: str) -> None:
    assert cells(playbook(tmp_path, record, HOUSE), TODAY) is None


# The page


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Entry:
    return entry(playbook(tmp_path_factory.mktemp("row"), RECORD, HOUSE), TODAY)


ENGLISH = language("GB", Audience.INTERNAL)
GERMAN = language("DE", Audience.INTERNAL, PageLanguage.GERMAN)
PLACE = Place(Links("compare/"), frozenset())
WAYS = Ways("/")

Line = tuple[Entry, Row]


def _drawn(entry: Entry, row: Cells, speech: Language = ENGLISH) -> Line:
    return entry, compared_row(entry, row, speech, WAYS)


def _row(known: Entry, slug: str, fit: int | None, price: int, trade: str = "cabling") -> Line:
    made = known._replace(slug=slug, name=slug.upper(), fit=fit, trades=((trade, trade),))
    return _drawn(made, ((f"£{price}",), *((),) * 7))


def _html(lines: list[Line], filters: Filters = EVERYONE, speech: Language = ENGLISH) -> str:
    table = compared_table(lines, LIMITS.page, speech, filters)
    return str(compared_html(table, 1, PLACE, speech, form=True))


def _names(lines: list[Line], filters: Filters = EVERYONE) -> list[str]:
    return Document(_html(lines, filters)).texts_in("th")[len(heads(ENGLISH)) + 4 :]


def test_the_best_fit_comes_first_whatever_it_costs(known: Entry) -> None:
    chance = random.Random(5)  # noqa: S311 - as above
    for _ in range(20):
        prices = chance.sample(range(10, 100), 5)
        made = [
            _row(known, "d", 2, prices[0]),
            _row(known, "b", 5, prices[1]),
            _row(known, "e", None, prices[2]),
            _row(known, "c", 4, prices[3]),
            _row(known, "a", 4, prices[4]),
        ]
        chance.shuffle(made)
        assert _names(made) == ["B", "A", "C", "D", "E"]


def test_nothing_on_the_page_sorts(known: Entry) -> None:
    html = _html([_row(known, "a", 5, 1)])
    controls = [
        each for each in Document(html).elements if each.tag in {"select", "input", "button"}
    ]
    assert {each.attributes.get("name", "reset") for each in controls} <= {
        *("text", "trade", "area", "ooh", "reset"),
    }
    assert "sort" not in html


def test_a_trade_or_an_area_narrows_it_and_one_that_nobody_has_is_told(known: Entry) -> None:
    rows = [_row(known, "a", 5, 1), _row(known, "b", 4, 2, "print")]
    assert _names(rows, Filters(trade="print")) == ["B"]
    assert _names(rows, Filters(area="leeds")) == ["A", "B"]
    with pytest.raises(PageError, match="no partner covers 'Hull'"):
        _names(rows, Filters(area="Hull"))
    with pytest.raises(PageError, match="there is no trade 'prnt'; did you mean 'print'"):
        _names(rows, Filters(trade="prnt"))


def test_hostile_words_are_shown_as_typed(tmp_path: Path) -> None:
    record = RECORD.replace("Labour", "'<b>{{ 7 }}</b>'").replace("They come", "They </td> come")
    found = playbook(tmp_path, record, HOUSE)
    row = cells(found, TODAY)
    assert row
    html = _html([_drawn(entry(found, TODAY), row)])
    assert "&lt;b&gt;{{ 7 }}&lt;/b&gt;: £46.00" in html


def test_a_row_is_lean(tmp_path: Path) -> None:
    found = playbook(tmp_path, RECORD, HOUSE)
    row = cells(found, TODAY)
    assert row
    made = _drawn(entry(found, TODAY), row)[1]
    assert made.size < 1_500
    assert len(made.data.encode()) < 800


def test_a_german_comparison_names_trades_in_german(known: Entry) -> None:
    html = _html(
        [_drawn(known._replace(trades=(("cabling", "Cabling"),)), ((),) * 8, GERMAN)], speech=GERMAN
    )
    assert 'data-label="Gewerke">Verkabelung</td>' in html
    assert "Sätze" in html
