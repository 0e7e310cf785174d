"""Wording: dates, amounts, numbers, times and plurals in British, American and German pages."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.records import scalars
from macros.records.identity import Purpose
from macros.records.money import Basis, OutOfHours, Rate
from macros.records.scalars import Money
from macros.views import phrases
from macros.views.visit_words import clock
from macros.views.wording import PARTNER, STAFF, Language

BRITISH, AMERICAN, GERMAN = (Language(name, STAFF) for name in ("en_GB", "en_US", "de_DE"))
ALL = (BRITISH, AMERICAN, GERMAN)


def _plain(text: str) -> str:
    """Return a text with spaces of one kind; which are narrow or do not break has its own test."""
    return " ".join(text.split())


def _said(value: object) -> tuple[str, ...]:
    return tuple(_plain(speech.text(value)) for speech in ALL)


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (
            dt.date(2026, 3, 12),
            ("12 March 2026", "March 12, 2026", "12. März 2026"),
            ("Thu, 12 Mar 2026", "Thu, Mar 12, 2026", "Do., 12. März 2026"),
        ),
        (
            dt.date(2028, 2, 29),
            ("29 February 2028", "February 29, 2028", "29. Februar 2028"),
            ("Tue, 29 Feb 2028", "Tue, Feb 29, 2028", "Di., 29. Feb. 2028"),
        ),
        (
            dt.date(2027, 1, 1),
            ("1 January 2027", "January 1, 2027", "1. Januar 2027"),
            ("Fri, 1 Jan 2027", "Fri, Jan 1, 2027", "Fr., 1. Jan. 2027"),
        ),
    ],
)
def test_dates(day: dt.date, long: tuple[str, ...], short: tuple[str, ...]) -> None:
    assert tuple(speech.date(day) for speech in ALL) == long
    assert tuple(speech.day(day).text for speech in ALL) == short


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("GBP 45.00", ("£45.00", "£45.00", "45,00 £")),
        ("USD 45.00", ("US$45.00", "$45.00", "45,00 $")),
        ("EUR 1,250.50", ("€1,250.50", "€1,250.50", "1.250,50 €")),
        ("EUR 0", ("€0", "€0", "0 €")),
        ("EUR 0.00", ("€0.00", "€0.00", "0,00 €")),
        ("GBP 0.455", ("£0.455", "£0.455", "0,455 £")),
        ("GBP 5,000,000", ("£5,000,000", "£5,000,000", "5.000.000 £")),
        ("EUR 999,999,999,999", ("€999,999,999,999", "€999,999,999,999", "999.999.999.999 €")),
        ("JPY 12,000", ("JP¥12,000", "¥12,000", "12.000 ¥")),
        ("KWD 1.250", ("KWD 1.250", "KWD 1.250", "1,250 KWD")),
        ("CHF 80.00", ("CHF 80.00", "CHF 80.00", "80,00 CHF")),
    ],
)
def test_amounts(written: str, said: tuple[str, ...]) -> None:
    assert _said(Money.parse(written)) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Money(Decimal("-12.50"), "GBP"), ("-£12.50", "-£12.50", "-12,50 £")),
        (Money(Decimal("-1234567.8"), "EUR"), ("-€1,234,567.8", "-€1,234,567.8", "-1.234.567,8 €")),
    ],
)
def test_amounts_below_nothing(amount: Money, said: tuple[str, ...]) -> None:
    assert _said(amount) == said


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("1234.5", "JPY", ("JP¥1,235", "¥1,235", "1.235 ¥")),
        ("1234.4999", "JPY", ("JP¥1,234", "¥1,234", "1.234 ¥")),
        ("1.23456", "KWD", ("KWD 1.235", "KWD 1.235", "1,235 KWD")),
        ("1.005", "EUR", ("€1.01", "€1.01", "1,01 €")),
    ],
)
def test_an_amount_is_rounded_to_its_currency(
    amount: str, currency: str, said: tuple[str, ...]
) -> None:
    assert _said(Money(Decimal(amount), currency).rounded()) == said


@given(st.decimals("-1e9", "1e9", places=4))
def test_a_german_amount_has_the_digits_of_a_british_one(amount: Decimal) -> None:
    """Written another way: the marks change places, and the sign of the currency goes last."""
    british, german = (_plain(speech.text(Money(amount, "EUR"))) for speech in (BRITISH, GERMAN))
    swapped = british.replace("€", "").translate(str.maketrans(",.", ".,"))
    assert german == f"{swapped} €"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (scalars.Percent.parse("10%"), ("10%", "10%", "10 %")),
        (scalars.Percent.parse("0%"), ("0%", "0%", "0 %")),
        (scalars.Percent.parse("2.75%"), ("2.75%", "2.75%", "2,75 %")),
        (scalars.Percent.parse("1000%"), ("1,000%", "1,000%", "1.000 %")),
        (scalars.Number.parse("1.5"), ("1.5", "1.5", "1,5")),
        (scalars.Number.parse("0"), ("0", "0", "0")),
        (
            scalars.Number.parse("1234567.25"),
            ("1,234,567.25", "1,234,567.25", "1.234.567,25"),
        ),
        (scalars.Count.parse("12000"), ("12,000", "12,000", "12.000")),
        (scalars.DayOfMonth.parse("1"), ("the 1st", "the 1st", "der 1.")),
        (scalars.DayOfMonth.parse("22"), ("the 22nd", "the 22nd", "der 22.")),
        (scalars.DayOfMonth.parse("13"), ("the 13th", "the 13th", "der 13.")),
        (scalars.DayOfMonth.parse("31"), ("the last day", "the last day", "der letzte Tag")),
        (scalars.YesNo.parse("yes"), ("yes", "yes", "ja")),
        (scalars.YesNo.parse("no"), ("no", "no", "nein")),
        (scalars.Country.parse("AT"), ("Austria", "Austria", "Österreich")),
        (scalars.Distance.parse("20 miles"), ("20 miles", "20 miles", "20 Meilen")),
        (scalars.Distance.parse("1 mile"), ("1 mile", "1 mile", "1 Meile")),
        (scalars.Distance.parse("2.5 km"), ("2.5 km", "2.5 km", "2,5 km")),
        (scalars.Distance.parse("300 mm"), ("300 mm", "300 mm", "300 mm")),
        (Purpose.DATA_PROTECTION, ("data protection", "data protection", "Datenschutz")),
    ],
)
def test_other_values(value: object, said: tuple[str, ...]) -> None:
    assert _said(value) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1 minute", ("1 minute", "1 Minute", "Nach 1 Minute")),
        ("15 minutes", ("15 minutes", "15 Minuten", "Nach 15 Minuten")),
        ("1 hour", ("1 hour", "1 Stunde", "Nach 1 Stunde")),
        ("1.5 hours", ("1.5 hours", "1,5 Stunden", "Nach 1,5 Stunden")),
        ("0 days", ("0 days", "0 Tage", "Nach 0 Tagen")),
        ("1 day", ("1 day", "1 Tag", "Nach 1 Tag")),
        ("30 days", ("30 days", "30 Tage", "Nach 30 Tagen")),
        ("0.5 days", ("0.5 days", "0,5 Tage", "Nach 0,5 Tagen")),
        ("1 business day", ("1 business day", "1 Arbeitstag", "Nach 1 Arbeitstag")),
        ("5 business days", ("5 business days", "5 Arbeitstage", "Nach 5 Arbeitstagen")),
        ("2 weeks", ("2 weeks", "2 Wochen", "Nach 2 Wochen")),
        ("12 months", ("12 months", "12 Monate", "Nach 12 Monaten")),
        ("5 years", ("5 years", "5 Jahre", "Nach 5 Jahren")),
    ],
)
def test_lengths_of_time(written: str, said: tuple[str, str, str]) -> None:
    time = scalars.Duration.parse(written)
    british, german, after = said
    assert _said(time) == (british, british, german)
    assert GERMAN.say("After {time}", time=GERMAN.text(time)) == after
    assert BRITISH.say("After {time}", time=BRITISH.text(time)) == f"After {british}"


@pytest.mark.parametrize(
    ("written", "british", "german"),
    [
        ("1 month", "every month", "jeden Monat"),
        ("2 weeks", "every 2 weeks", "alle 2 Wochen"),
        ("1.5 days", "every 1.5 days", "alle 1,5 Tage"),
        ("1 year", "every year", "jedes Jahr"),
    ],
)
def test_how_often(written: str, british: str, german: str) -> None:
    time = scalars.Duration.parse(written)
    assert (BRITISH.every(time), GERMAN.every(time)) == (british, german)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("24/7", ("24/7", "24/7", "rund um die Uhr")),
        (
            "Mon-Fri 08:00-17:30",
            ("Mon–Fri 08:00–17:30", "Mon–Fri 8:00 AM – 5:30 PM", "Mo–Fr 08:00–17:30 Uhr"),
        ),
        (
            "Sat 00:00-24:00, Sun 22:00-06:00",
            (
                "Sat 00:00–24:00, Sun 22:00–06:00",
                "Sat 12:00 AM to midnight, Sun 10:00 PM – 6:00 AM",
                "Sa 00:00–24:00 Uhr, So 22:00–06:00 Uhr",
            ),
        ),
        (
            "Mon,Wed-Thu 12:00-13:00",
            (
                "Mon, Wed–Thu 12:00–13:00",
                "Mon, Wed–Thu 12:00 – 1:00 PM",
                "Mo, Mi–Do 12:00–13:00 Uhr",
            ),
        ),
    ],
)
def test_hours(written: str, said: tuple[str, ...]) -> None:
    assert _said(scalars.Hours.parse(written)) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("18:00", "08:00", ("18:00 to 08:00", "6:00 PM to 8:00 AM", "18:00 bis 08:00 Uhr")),
        ("18:00", "24:00", ("18:00 to 24:00", "6:00 PM to midnight", "18:00 bis 24:00 Uhr")),
        ("00:00", "24:00", ("all day", "all day", "ganztägig")),
    ],
)
def test_a_window(start: str, end: str, said: tuple[str, ...]) -> None:
    window = OutOfHours.model_validate({"start": start, "end": end})
    assert tuple(_plain(phrases.window_time(window, speech)) for speech in ALL) == said


def test_a_moment_of_the_day() -> None:
    moment = dt.datetime(2026, 3, 12, 18, 5, tzinfo=dt.UTC)
    assert [_plain(speech.clock(moment)) for speech in ALL] == ["18:05", "6:05 PM", "18:05"]
    assert [_plain(speech.clock(dt.time(0, 0))) for speech in ALL] == ["00:00", "12:00 AM", "00:00"]


def test_a_place_in_a_row() -> None:
    places = [1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111]
    assert [BRITISH.ordinal(place) for place in places] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "101st", "111th")
    ]
    assert [GERMAN.ordinal(place) for place in (1, 22)] == ["1.", "22."]
    assert GERMAN.day_of_month(31) == "der letzte Tag"


def test_what_holds_on_holidays_alone() -> None:
    only, never = (OutOfHours.model_validate({"holidays": word}) for word in ("yes", "no"))
    assert phrases.window_time(only, BRITISH) == "all day on public holidays"
    assert phrases.window_time(never, BRITISH) == "not on public holidays"
    assert phrases.window_time(only, GERMAN) == "an Feiertagen ganztägig"


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ("a", ("a", "a", "a")),
        ("ab", ("a and b", "a and b", "a und b")),
        ("abc", ("a, b and c", "a, b, and c", "a, b und c")),
    ],
)
def test_things_in_a_row(items: str, said: tuple[str, ...]) -> None:
    assert tuple(speech.listed(items) for speech in ALL) == said


@pytest.mark.parametrize(
    ("days", "british", "german"),
    [
        (0, "expires in 0 days", "läuft in 0 Tagen ab"),
        (1, "expires in 1 day", "läuft in 1 Tag ab"),
        (2, "expires in 2 days", "läuft in 2 Tagen ab"),
        (1001, "expires in 1,001 days", "läuft in 1.001 Tagen ab"),
    ],
)
def test_plurals(days: int, british: str, german: str) -> None:
    words = "expires in {count} day", "expires in {count} days"
    assert BRITISH.say_count(days, *words) == british
    assert GERMAN.say_count(days, *words) == german


def test_a_half_is_many() -> None:
    months = "{count} month of the recurring charge", "{count} months of the recurring charge"
    assert BRITISH.say_count(Decimal("1.5"), *months) == "1.5 months of the recurring charge"
    assert GERMAN.say_count(Decimal("1.5"), *months) == "1,5 laufende Monatsgebühren"


def test_a_number_and_its_sign_stay_on_one_line() -> None:
    assert GERMAN.text(scalars.Percent.parse("10%")) == "10\N{NO-BREAK SPACE}%"
    assert GERMAN.text(Money.parse("EUR 45.00")) == "45,00\N{NO-BREAK SPACE}€"


def test_a_page_speaks_to_the_partner_and_of_them_to_staff() -> None:
    words = "we refer to {them}"
    said = [Language("de_DE", voice).say(words) for voice in (STAFF, PARTNER)]
    assert said == ["wir vermitteln an den Partner", "wir vermitteln an Sie"]


def test_words_that_no_catalogue_has_are_said_in_english() -> None:
    assert GERMAN.say("Nobody {verb} this.", verb="translated") == "Nobody translated this."


def test_a_text_of_a_record_keeps_its_braces_and_spaces() -> None:
    unit = "x {y} "
    rate = Rate.model_validate({"basis": Basis.UNIT, "per": unit})
    assert phrases.rate_price(rate, BRITISH) == f"for each {unit}"
    assert phrases.rate_price(rate, GERMAN) == f"je {unit}"


def test_one_moment_shows_the_time_of_each_zone() -> None:
    new_york = dt.datetime(2026, 11, 27, 0, 30, tzinfo=ZoneInfo("America/New_York"))
    chicago = new_york.astimezone(ZoneInfo("America/Chicago"))
    assert new_york == chicago
    assert [clock(BRITISH, each) for each in (new_york, chicago)] == [
        "Fri, 27 Nov 2026, 00:30",
        "Thu, 26 Nov 2026, 23:30",
    ]
