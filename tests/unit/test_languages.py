"""Languages: our own words are all in the catalogues, and a German page has no English ones."""

import datetime as dt
import itertools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from macros.book import Book
from macros.records import scalars
from macros.records.fields import Audience
from macros.records.identity import PageLanguage
from macros.records.money import ClockStarts, Due, DueRule, Party
from macros.records.partner import Partner
from macros.records.playbook import Playbook
from macros.records.referral import Fee, FeeOf
from macros.records.scalars import DayOfMonth, Duration
from macros.render import pages
from macros.render.pack import Issue, pack_body, pack_page
from macros.terms.business_days import BusinessDays
from macros.views import phrases
from macros.views.catalogue import CASES, LOCALES, Said
from macros.views.due import why_by_rule
from macros.views.partner import project
from macros.views.visit_words import span
from macros.views.wording import PARTNER, STAFF, Language, language
from support.full import Full, full
from support.golden import Golden
from support.html import Document
from support.reading import reading
from support.records import load
from support.words import COMMAND, TEMPLATE, in_source, renewed, template

TODAY = dt.date(2026, 11, 23)
RENEW = f"our own words have changed: run '{COMMAND}' and translate what is new"
LANGUAGES = sorted(LOCALES.glob("*.po"))
GERMAN = [Language("de_DE", voice) for voice in (STAFF, PARTNER)]

# The catalogues


def test_the_template_has_every_word_of_ours() -> None:
    assert TEMPLATE.read_text(encoding="utf-8") == template(), RENEW


def test_there_is_a_catalogue_for_every_language_but_english() -> None:
    assert {path.stem for path in LANGUAGES} == set(PageLanguage) - {PageLanguage.ENGLISH}


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_a_catalogue_has_every_key_and_no_other(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == renewed(path), RENEW


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("language.say('a')", [("a", None)]),
        ("say('a' 'b', x=1)", [("ab", None)]),
        ("say('a' if x else 'b' if y else 'c')", [("a", None), ("b", None), ("c", None)]),
        ("language.say_count(n, 'a', 'b')", [("a", "b")]),
        ("count = language.say_count\ncount(n, 'a', 'b')", [("a", "b")]),
        ("say, count = language.say, language.say_count\ncount(n, 'a', 'b')", [("a", "b")]),
        ("TABLE = {1: ours('a'), 2: ours_counted('b', 'c')}", [("a", None), ("b", "c")]),
        ("say(words)\nsay(f'{x}')\nsay()\nprint('a')\n'a'.count('a')", []),
        ("def say(text='a'): ...", []),
    ],
)
def test_keys_are_found_in_code(source: str, found: list[tuple[str, str | None]]) -> None:
    assert [(key.one, key.many) for key in in_source(source, "x.py")] == found


def _messages(path: Path) -> list[Message]:
    with path.open("rb") as opened:
        return [message for message in read_po(opened, locale=path.stem) if message.id]


def _texts(said: object) -> list[str]:
    return [said] if isinstance(said, str) else [str(each) for each in said or ()]  # type: ignore[attr-defined]


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)(?::\w+)?\}", text))


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_every_key_is_translated_with_the_same_placeholders(path: Path) -> None:
    wrong = []
    for message in _messages(path):
        wanted = {frozenset(_places(text)) for text in _texts(message.id)}
        given = {frozenset(_places(text)) for text in _texts(message.string)}
        if message.fuzzy or not all(_texts(message.string)) or not given <= wanted:
            wrong.append(message.id)
    assert wrong == []


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_a_catalogue_asks_only_for_cases_that_there_are(path: Path) -> None:
    for message in _messages(path):
        for text in _texts(message.string):
            assert set(re.findall(r"\{\w+:(\w+)\}", text)) <= set(CASES), text


# Cases


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where a sentence asks for a case that the catalogue does not hold."""

    def in_case(self: Said, case: str) -> str:
        assert not case or case in self.cases, f"'{self}' has no {case}"
        return self.cases.get(case) or str(self)

    monkeypatch.setattr(Said, "__format__", in_case)


@pytest.mark.usefixtures("strict")
def test_whatever_a_due_date_is_counted_from_bends() -> None:
    for speech, rule, clock in itertools.product(GERMAN, DueRule, [*ClockStarts, None]):
        for number in (0, 1, 2):
            counts = {"days": number, "weeks": number, "months": number, "day": 31 - number}
            written = {name: str(value) for name, value in counts.items()}
            due = Due.model_validate({"rule": rule, **written})
            assert phrases.due_words(due, speech, speech.text(clock) if clock else "")


@pytest.mark.usefixtures("strict")
def test_whoever_pays_and_whatever_a_fee_is_of_bends() -> None:
    everyone = [*Party, None]
    for speech, payer, payee in itertools.product(GERMAN, everyone, everyone):
        phrases.who_pays(_fee(payer=payer, payee=payee), speech)
    for speech, of in itertools.product(GERMAN, FeeOf):
        assert phrases.fee_price(_fee(percent="10%", of=of), speech).startswith(
            "10\N{NO-BREAK SPACE}% d"
        )
        assert phrases.fee_price(_fee(months="2", of=of), speech).startswith("2 laufende ")


def _fee(**fields: str | None) -> Fee:
    return Fee.model_validate({name: value for name, value in fields.items() if value})


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("unit", ["minute", "hour", "day", "business day", "week", "month", "year"])
def test_every_length_of_time_bends(unit: str) -> None:
    parts = ("1.5",) if unit in {"minute", "hour", "day", "week"} else ()
    for amount in ("1", "2", *parts):
        time = GERMAN[0].text(Duration.parse(f"{amount} {unit}s"))
        assert GERMAN[0].say("After {time}", time=time).startswith("Nach ")


@pytest.mark.usefixtures("strict")
def test_every_day_of_the_month_bends() -> None:
    said = [
        GERMAN[0].onto("{when} by {day}", when="jeden Monat", day=GERMAN[0].text(DayOfMonth(day)))
        for day in (1, 25, 31)
    ]
    assert said == [
        "jeden Monat, spätestens am 1.",
        "jeden Monat, spätestens am 25.",
        "jeden Monat, spätestens am letzten Tag",
    ]


@pytest.mark.usefixtures("strict")
def test_why_a_bill_is_due_bends() -> None:
    told = set()
    for rule, clock in itertools.product(DueRule, ClockStarts):
        for count in (1, 2):
            counts = {"days": count, "weeks": count, "months": count, "day": 30}
            due = Due.model_validate({"rule": rule, **{k: str(v) for k, v in counts.items()}})
            event = GERMAN[0].text(clock)
            told.add(why_by_rule(due, dt.date(2027, 1, 30), TODAY, event, GERMAN[0]))
    assert "2 Tage nach dem Mo., 23. Nov. 2026 (dem Rechnungsdatum)." in told
    assert not any("days" in each or " after " in each for each in told)


@pytest.mark.parametrize(
    ("country", "day", "german"),
    [
        ("DE", dt.date(2026, 10, 3), "Tag der Deutschen Einheit"),
        ("AT", dt.date(2026, 10, 26), "Nationalfeiertag"),
        ("GB", dt.date(2026, 12, 25), "Erster Weihnachtstag"),
        ("GB", dt.date(2026, 12, 28), "Zweiter Weihnachtstag, nachgeholt"),
        ("US", dt.date(2026, 11, 26), "Thanksgiving Day"),
    ],
)
def test_a_public_holiday_has_its_german_name(country: str, day: dt.date, german: str) -> None:
    found = BusinessDays.of(scalars.Country(country)).holiday(day)
    assert found is not None
    assert GERMAN[0].holiday(found) == german


def test_a_public_holiday_keeps_its_name_on_an_english_page() -> None:
    found = BusinessDays.of(scalars.Country("GB")).holiday(dt.date(2026, 12, 28))
    assert found is not None
    assert language("GB", Audience.COMMERCIAL).holiday(found) == "Boxing Day (observed)"


def test_the_times_of_a_visit_are_those_of_the_page() -> None:
    start = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
    end, zone = start + dt.timedelta(hours=5, minutes=20), ZoneInfo("UTC")
    assert span(GERMAN[0], start, end, zone) == "Di., 24. Nov. 2026, 09:00 bis 14:20 Uhr"
    american = span(language("US", Audience.COMMERCIAL), start, end, zone)
    assert american.replace("\N{NARROW NO-BREAK SPACE}", " ") == (
        "Tue, Nov 24, 2026, 9:00 AM to 2:20 PM"
    )


def test_words_of_a_record_need_no_case() -> None:
    assert GERMAN[0].say("{payer} to {payee}", payer="A", payee="B {x}") == "A an B {x}"


# A page

AUTHORED = (
    *(scalars.Text, scalars.Prose, scalars.Id, scalars.Email, scalars.Url, scalars.Pattern),
    *(scalars.Phone, scalars.TimeZone, scalars.Region),
)
ALIKE = {
    *("BACS", "SEPA", "Faster", "Payments", "ACH", "GST", "NDA", "IT", "PDF", "mm", "km", "m"),
    *("Status", "Name", "Standard", "Standards", "Tickets", "Ticket", "Software", "Text"),
    *("Logo", "Person", "Personal", "Partner", "Register", "Form", "Website", "Mo", "So", "DE"),
    *("An", "In", "an", "die", "in", "so", "was"),
    *("April", "August", "September", "November", "Jan", "Aug", "Sept", "Nov"),
}
"""Words that are the same in English and German."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("languages")


def _book(folder: Path, record: Full, tongue: str) -> Book:
    written = json.loads(record.text()) | {"language": tongue, "country": "DE"}
    return load(folder / tongue, {"example.yml": json.dumps(written)})


def _page(playbook: Playbook, audience: Audience) -> str:
    return str(pages.playbook_page(playbook, TODAY, None, audience).html)


READ_ALOUD = ("aria-label", "data-label", "data-running", "title", "alt", "placeholder")


def _told(html: str) -> Iterator[str]:
    document = Document(html)
    yield from document.runs()
    for element in document.elements:
        yield from (element.attributes.get(name, "") for name in READ_ALOUD)


FINGERPRINT = re.compile(r"\b[0-9a-f]{4}(?:\s[0-9a-f]{4})+\b")


def _words(texts: Iterator[str]) -> set[str]:
    """Return the words of texts; what holds digits is none, nor is any part of a fingerprint."""
    told = (FINGERPRINT.sub("", text) for text in texts)
    return {word for text in told for word in re.findall(r"\b[^\W\d_]+\b", text)}


def _authored(record: Full) -> set[str]:
    """Return the words of a record that its author wrote, and not we."""
    texts = (text for leaf in record.leaves if leaf.shape.type in AUTHORED for text in leaf.written)
    return _words(iter([*texts, *record.contacts, "desk", "Example MSP"]))


def _pack(playbook: Playbook, audience: Audience) -> str:
    view = project(playbook, audience, TODAY)
    issue = Issue(dt.date(2027, 2, 24), "p.pdf")
    body = pack_body(view, (), issue)
    page = pack_page(view, body, issue)
    return page.decode("utf-8").partition("<body>")[2]


def _in_both(
    turn: int, audience: Audience, folder: Path, make: Callable[[Playbook, Audience], str]
) -> set[str]:
    """Return the words of ours that stand on an English page and on a German one alike."""
    record = full(Partner, turn=turn)
    english, german = (
        _words(_told(make(_book(folder, record, tongue).playbooks["example"], audience)))
        for tongue in ("en", "de")
    )
    assert len(english) > 200
    return (english & german) - _authored(record)


@pytest.mark.usefixtures("strict")
def test_a_german_page_has_none_of_our_english_words(folder: Path) -> None:
    for turn, audience in itertools.product(range(3), Audience):
        left = _in_both(turn, audience, folder / str(turn), _page) - ALIKE
        assert left == set(), (turn, audience)


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("audience", [Audience.COMMERCIAL, Audience.ONSITE])
def test_a_german_pack_has_none_of_our_english_words(folder: Path, audience: Audience) -> None:
    assert _in_both(0, audience, folder / "pack", _pack) - ALIKE == set()


def test_a_page_says_which_language_it_is_in(folder: Path) -> None:
    record = full(Partner)
    shown = {
        tongue: Document(
            _page(_book(folder / "lang", record, tongue).playbooks["example"], Audience.INTERNAL)
        )
        for tongue in ("en", "de")
    }
    articles = {
        tongue: next(each for each in document.elements if each.tag == "article").attributes
        for tongue, document in shown.items()
    }
    assert articles["de"]["lang"] == "de"
    assert "lang" not in articles["en"]


def test_a_section_alone_says_which_language_it_is_in(folder: Path) -> None:
    book = _book(folder / "section", full(Partner), "de")
    html = str(pages.section_html(book, "example", "money", TODAY, None))
    assert Document(html).elements[0].attributes["lang"] == "de"
    assert "Vergütung und Zahlung" in html


def test_the_headings_of_a_page_are_in_its_language(folder: Path) -> None:
    book = _book(folder / "headings", full(Partner), "de")
    page = pages.playbook_page(book.playbooks["example"], TODAY, None, Audience.INTERNAL)
    titles = dict(page.headings)
    assert titles["glance"] == "Auf einen Blick"
    assert titles["money"] == "Vergütung und Zahlung"


def test_the_houses_page_is_in_its_language(folder: Path) -> None:
    house = "name: Beispielhaus\nlanguage: de\ncountry: DE\n"
    book = load(folder / "house", {"_house.yml": house})
    html = str(pages.house_html(book, None))
    assert Document(html).elements[0].attributes["lang"] == "de"
    assert "Die Firma" in html


def test_the_house_decides_where_a_partner_says_nothing() -> None:
    assert language("DE", Audience.COMMERCIAL, PageLanguage.GERMAN).locale == "de_DE"
    assert language("AT", Audience.COMMERCIAL, PageLanguage.GERMAN).locale == "de_AT"
    assert language("GB", Audience.COMMERCIAL, PageLanguage.GERMAN).locale == "de_DE"
    assert language("US", Audience.COMMERCIAL, None).locale == "en_US"
    assert language("DE", Audience.COMMERCIAL, None).locale == "en_GB"


# What a person reads


def test_the_german_sample_reads_as_it_did(project_root: Path, golden: Golden) -> None:
    playbook = Book.load(project_root).playbooks["rheinkiesel-netztechnik"]
    path = project_root / "tests" / "golden" / "rheinkiesel-netztechnik.txt"
    golden(path, reading(_page(playbook, Audience.COMMERCIAL)))


def test_our_own_words_are_not_fields_of_a_record() -> None:
    """A record's text is never looked up: who writes 'yes' in a remark reads 'yes'."""
    assert GERMAN[0].text(scalars.Text("yes")) == "yes"
    assert GERMAN[0].text(scalars.YesNo.parse("yes")) == "ja"
