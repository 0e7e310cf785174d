"""What has changed since terms were agreed: old beside new, and who changed it."""

import dataclasses
import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from macros.book import Book
from macros.records.agreed import AgreedTerms, Header
from macros.records.fields import Audience
from macros.records.partner import Partner
from macros.records.playbook import Origin, Playbook
from macros.records.snapshot import snapshot
from macros.records.snapshot_text import snapshot_of
from macros.records.source import parse
from macros.render.pages import playbook_page
from macros.terms.changes import Change, Kind, changes
from macros.terms.fingerprint import fingerprint, short
from macros.terms.term import terms, terms_of
from macros.views.changes import told
from macros.views.partner import project, reader_of
from support.full import changed, full
from support.golden import Golden
from support.html import Document
from support.records import playbook

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests/golden"
TODAY = dt.date(2026, 11, 23)

HOUSE = """\
name: Example MSP
country: GB
contacts: [{id: desk, name: Desk, phone: +44 161 496 0101}]
defaults:
  nda: {type: mutual, survives: 3 years}
  client_protection:
    client_contact: technical_only
    non_engagement: {who: partner, after: 12 months, exceptions: [Old clients]}
  assurance:
    insurance:
      - {type: public_liability, minimum: "GBP 2,000,000"}
      - {type: cyber, minimum: "GBP 1,000,000"}
  subcontract:
    invoicing: {within: 5 business days, must_quote: [order number]}
    payment:
      clock_starts: invoice_received
      due: {rule: days_after, days: 30}
      pay_when_paid: {long_stop: 60 days}
    standards:
      labelling: {pattern: floor and port, note: A remark}
      tickets: {update_within: 1 day, record: [what was done]}
    on_site:
      no_answer: [{after: 5 minutes, do: Ring again}, {after: 15 minutes, do: Go}]
      check_in: [{moment: arrival, to: desk, window: 10 minutes}]
    security: {conduct_ladder: [a talk, a letter]}
"""
RECORD = """\
name: Acme Cabling
status: active
legal_name: Acme Cabling Limited
country: GB
nda: {signed_on: 2026-01-05, note: Kept in the safe}
subcontract:
  scope: {work_types: [cabling], areas: [Leeds, York], hours: Mon-Fri 08:00-17:00}
  pricing:
    rates:
      - {name: Labour, basis: hourly, rate: GBP 44.00, note: One of them}
      - {name: Survey, basis: fixed, rate: GBP 250.00}
    day_length: 8 hours
    travel: {mileage: GBP 0.45, mileage_per: mile}
  invoicing: {must_quote: {add: [ticket number]}}
  payment: {retention: {percent: 5%, released_after: 6 months}}
referral:
  we_refer:
    fees: [{name: New client, payer: partner, payee: us, kind: percent, percent: 10%, of: setup}]
    trigger: signed
    progress: {reported_by: partner, to: desk, every: 1 month}
    settlement: {invoiced_by: us}
other_terms:
  - {title: Keys, text: They stay with the client., about: subcontract.on_site}
agreed: {on: 2026-01-29}
"""


def agree(each: Playbook) -> AgreedTerms:
    """Return the terms of a playbook as they are kept and read again."""
    header = Header.model_validate(
        {
            "slug": each.slug,
            "name": each.partner.name,
            "on": "2026-01-29",
            "version": "4",
            "by": "Both owners",
            "fingerprint": fingerprint(terms_of(each)),
        }
    )
    kept = snapshot(parse(snapshot_of(each, header).text.encode(), "x.yml")).terms
    assert kept
    return kept


def since(root: Path, record: dict[str, str], house: dict[str, str]) -> Playbook:
    """Return a playbook whose files say other texts than on the day of the agreement."""
    before = playbook(root / "before", RECORD, HOUSE)
    now = playbook(root / "now", _replaced(RECORD, record), _replaced(HOUSE, house))
    return dataclasses.replace(now, agreed_terms=agree(before))


def _replaced(text: str, pairs: dict[str, str]) -> str:
    for old, new in pairs.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def lines(each: Playbook, audience: Audience = Audience.INTERNAL) -> list[str]:
    reader = reader_of(each, audience, TODAY)
    return [
        f"{'material: ' if change.material else ''}{change.where}\n"
        f"  {' | '.join(word.text for word in change.old)}\n"
        f"  {' | '.join(word.text for word in change.new)}\n"
        f"  {change.by}\n"
        for change in told(each, changes(each), reader)
    ]


RECORD_CHANGES = {
    "rate: GBP 44.00": "rate: GBP 46.00",
    "- {name: Survey, basis: fixed, rate: GBP 250.00}": "- {name: Audit, basis: day, rate: GBP 9}",
    "day_length: 8 hours": "day_length: 7.5 hours",
    "add: [ticket number]": "add: [ticket number, site]",
    "payment: {retention: {percent: 5%, released_after: 6 months}}": (
        "payment: {retention: {not_applicable: We trust them}, due: {rule: on_receipt}}"
    ),
    "areas: [Leeds, York]": "areas: [York, Hull]",
    "percent: 10%, of: setup": "percent: 10%, of: first_year",
    "text: They stay with the client.": "text: They stay with us.",
    "country: GB\nnda": "country: IE\nnda",
    "note: Kept in the safe": "note: Kept in the other safe",
    "signed_on: 2026-01-05": "signed_on: 2026-02-05",
}
HOUSE_CHANGES = {
    "survives: 3 years": "survives: 5 years",
    '      - {type: cyber, minimum: "GBP 1,000,000"}\n': "",
    "client_contact: technical_only": "client_contact: none_without_us",
    "exceptions: [Old clients]": "exceptions: [Old clients], remedy: We talk",
    "update_within: 1 day": "update_within: 1 day, log_visit: yes",
    "after: 5 minutes, do: Ring again": "after: 6 minutes, do: Ring again",
    "window: 10 minutes": "window: 15 minutes",
    "conduct_ladder: [a talk, a letter]": "conduct_ladder: [a letter, a talk]",
    "pay_when_paid: {long_stop: 60 days}": "method: bacs",
    "note: A remark": "note: Another remark, why: It is good",
}


def test_changes_are_told_in_plain_words(tmp_path: Path, golden: Golden) -> None:
    each = since(tmp_path, RECORD_CHANGES, HOUSE_CHANGES)
    golden(GOLDEN / "changes.txt", "".join(lines(each)))


def test_the_partner_is_told_as_you(tmp_path: Path) -> None:
    each = since(tmp_path, {"rate: GBP 44.00": "rate: GBP 46.00"}, {})
    said = "Pricing: Rates, Labour\n  £44.00 an hour\n  £46.00 an hour\n  in your own terms\n"
    assert lines(each, Audience.COMMERCIAL) == [f"material: {said}"]


def test_words_beside_the_terms_change_nothing(tmp_path: Path) -> None:
    each = since(
        tmp_path,
        {
            "note: One of them": "note: One of these",
            "signed_on: 2026-01-05": "expires: 2030-01-05",
            "GBP 44.00": "GBP 44.0",
            "[Leeds, York]": "[York, Leeds]",
        },
        {"note: A remark": "why: Because"},
    )
    assert changes(each) == ()
    assert project(each, Audience.INTERNAL, TODAY).section("changes") is None


def _one(root: Path, record: dict[str, str], house: dict[str, str]) -> Change:
    (found,) = changes(since(root, record, house))
    return found


MATERIAL = [
    ("rate: GBP 44.00", "rate: GBP 44.01"),
    ("day_length: 8 hours", "day_length: 9 hours"),
    ("hours: Mon-Fri 08:00-17:00", "hours: Mon-Fri 08:00-18:00"),
    ("trigger: signed", "trigger: live"),
    ("mileage_per: mile", "mileage_per: km"),
    ("percent: 5%", "percent: 6%"),
    ("about: subcontract.on_site", "about: subcontract.payment"),
]
IMMATERIAL = [
    ("work_types: [cabling]", "work_types: [fibre]"),
    ("text: They stay with the client.", "text: They stay with us."),
    ("legal_name: Acme Cabling Limited", "legal_name: Acme Limited"),
]
MATERIAL_OF_THE_HOUSE = [
    ("client_contact: technical_only", "client_contact: allowed"),
    ("after: 12 months", "after: 24 months"),
    ("exceptions: [Old clients]", "exceptions: [Old friends]"),
    ("clock_starts: invoice_received", "clock_starts: invoice_date"),
    ("rule: days_after, days: 30", "rule: days_after_month_end, days: 30"),
    ("update_within: 1 day", "update_within: 2 days"),
    ("type: mutual", "type: one_way"),
]
IMMATERIAL_OF_THE_HOUSE = [
    ("pattern: floor and port", "pattern: port and floor"),
    ("record: [what was done]", "record: [what was done, by whom]"),
]


@pytest.mark.parametrize(("old", "new"), [*MATERIAL, *IMMATERIAL])
def test_a_change_of_the_record_is_the_partners(old: str, new: str, tmp_path: Path) -> None:
    found = _one(tmp_path, {old: new}, {})
    assert (found.origin, found.kind) == (Origin.PARTNER, Kind.CHANGED)
    assert found.material is ((old, new) in MATERIAL)


@pytest.mark.parametrize(("old", "new"), [*MATERIAL_OF_THE_HOUSE, *IMMATERIAL_OF_THE_HOUSE])
def test_a_change_of_the_house_that_reaches_a_partner_is_the_houses(
    old: str, new: str, tmp_path: Path
) -> None:
    found = _one(tmp_path, {}, {old: new})
    assert (found.origin, found.kind) == (Origin.HOUSE, Kind.CHANGED)
    assert found.material is ((old, new) in MATERIAL_OF_THE_HOUSE)


def test_a_change_of_the_house_that_a_record_overrides_is_none(tmp_path: Path) -> None:
    own = {"nda: {": "nda: {survives: 9 years, "}
    before = playbook(tmp_path / "a", _replaced(RECORD, own), HOUSE)
    house = _replaced(HOUSE, {"survives: 3 years": "survives: 5 years"})
    now = playbook(tmp_path / "b", _replaced(RECORD, own), house)
    assert changes(dataclasses.replace(now, agreed_terms=agree(before))) == ()


NO_CYBER = "assurance: {insurance: {drop: [cyber]}}\n"


@pytest.mark.parametrize(
    ("record", "house", "kind", "origin"),
    [
        ({"payment: {retention": "payment: {roll: next, retention"}, {}, Kind.CHANGED, "partner"),
        ({"add: [ticket number]": "drop: [order number]"}, {}, Kind.DROPPED, "partner"),
        ({}, {"must_quote: [order number]": "must_quote: [order, x]"}, Kind.CHANGED, "house"),
        ({}, {'minimum: "GBP 1,000,000"': "expires: 2030-01-01"}, Kind.DROPPED, "house"),
        (
            {"nda: {": f"{NO_CYBER}nda: {{"},
            {},
            Kind.DROPPED,
            "partner",
        ),
        ({}, {"tickets: {": "photos: {min_count: 4}\n      tickets: {"}, Kind.ADDED, "house"),
        ({"scope: {": "scope: {excludes: [mains], "}, {}, Kind.ADDED, "partner"),
        ({"mileage_per: mile": "note: by car"}, {}, Kind.DROPPED, "partner"),
    ],
)
def test_who_changed_a_term(
    record: dict[str, str], house: dict[str, str], kind: Kind, origin: str, tmp_path: Path
) -> None:
    found = _one(tmp_path, record, house)
    assert (found.kind, str(found.origin)) == (kind, origin)


def test_a_record_that_no_longer_says_otherwise_has_changed(tmp_path: Path) -> None:
    before = playbook(tmp_path / "a", RECORD.replace("nda: {", "nda: {survives: 9 years, "), HOUSE)
    now = playbook(tmp_path / "b", RECORD, HOUSE)
    (found,) = changes(dataclasses.replace(now, agreed_terms=agree(before)))
    assert found.origin is Origin.PARTNER
    assert (str(found.old), str(found.new)) == ("9 years", "3 years")


def test_a_block_that_brings_the_houses_terms_in_is_the_records_change(tmp_path: Path) -> None:
    house = f"{HOUSE}  referral: {{we_refer: {{tail: 3 months}}}}\n"
    without = RECORD.partition("referral:")[0]
    before = playbook(tmp_path / "a", without, house)
    now = playbook(tmp_path / "b", f"{without}referral: {{we_refer: {{trigger: live}}}}\n", house)
    found = changes(dataclasses.replace(now, agreed_terms=agree(before)))
    assert {each.path[-1] for each in found} == {"referral", "we_refer", "trigger", "tail"}
    assert {each.origin for each in found} == {Origin.PARTNER}
    put_aside = f"{without}client_protection: {{not_applicable: A public body}}\n"
    aside = playbook(tmp_path / "c", put_aside, house)
    found = changes(dataclasses.replace(aside, agreed_terms=agree(before)))
    assert {each.origin for each in found} == {Origin.PARTNER}
    found = changes(dataclasses.replace(before, agreed_terms=agree(aside)))
    assert {each.origin for each in found} == {Origin.PARTNER}


def test_material_changes_come_first_in_the_order_of_the_page(tmp_path: Path) -> None:
    found = changes(since(tmp_path, RECORD_CHANGES, HOUSE_CHANGES))
    material = [each.material for each in found]
    assert material == sorted(material, reverse=True)
    assert len({*material}) == 2
    first = [each.path[0] for each in found if each.material]
    order = list(Partner.model_fields)
    assert first == sorted(first, key=lambda name: order.index(str(name)))


# Every term


@cache
def _full(root: Path) -> Playbook:
    return playbook(root, full(Partner).text())


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Playbook:
    return _full(tmp_path_factory.mktemp("changes"))


def test_there_is_a_change_exactly_where_the_fingerprint_differs(everything: Playbook) -> None:
    """Each value left out or put in: told with a place, an old and a new value, to its readers."""
    agreed = agree(everything)
    before = fingerprint(terms_of(everything))
    seen = 0
    for leaf in full(Partner).leaves:
        if leaf.shape.required:
            continue
        partner = changed(everything.partner, leaf.path, None)
        other = dataclasses.replace(everything, partner=partner, agreed_terms=agreed, shared={})
        found = changes(other)
        assert bool(found) is (fingerprint(terms(partner)) != before), leaf.field
        said = list(told(other, found, reader_of(other, Audience.COMMERCIAL, TODAY)))
        assert len(said) == len(found), leaf.field
        for each in said:
            assert each.where
            assert [word.text for word in each.old] != [word.text for word in each.new], leaf.field
        at_the_door = list(told(other, found, reader_of(other, Audience.ONSITE, TODAY)))
        assert bool(at_the_door) is (bool(found) and leaf.audience is Audience.ONSITE), leaf.field
        seen += bool(found)
    assert seen > 200


# On the page


def _text(each: Playbook, audience: Audience) -> str:
    page = playbook_page(each, TODAY, None, audience)
    return " ".join(" ".join(Document(str(page.html)).runs()).split())


def test_the_page_says_how_many_terms_have_changed(tmp_path: Path) -> None:
    plain = since(tmp_path / "0", {}, {})
    one = since(tmp_path / "1", {"day_length: 8 hours": "day_length: 9 hours"}, {})
    two = since(
        tmp_path / "2", {"day_length: 8 hours": "day_length: 9 hours"}, {"mutual": "one_way"}
    )
    for each, words in (
        (plain, "Agreed on 29 January 2026; no term changed since."),
        (one, "Agreed on 29 January 2026; 1 term changed since."),
        (two, "Agreed on 29 January 2026; 2 terms changed since."),
        (dataclasses.replace(two, agreed_terms=None), "Agreed on 29 January 2026."),
    ):
        assert words in _text(each, Audience.INTERNAL)
        assert words in _text(each, Audience.COMMERCIAL)
        assert "29 January 2026" not in _text(each, Audience.ONSITE)


def test_the_section_stands_after_all_that_the_partner_reads(tmp_path: Path) -> None:
    each = since(tmp_path, {"day_length: 8 hours": "day_length: 9 hours"}, {})
    page = playbook_page(each, TODAY, None, Audience.COMMERCIAL)
    assert page.headings[-1] == ("changes", "Changed since agreed")
    assert str(page.html).index('id="changes"') < str(page.html).index("pb-signoff")
    text = _text(each, Audience.INTERNAL)
    assert "Pricing: A day is material 8 hours 9 hours in their own terms" in text


def test_the_door_sees_only_its_own_changes(tmp_path: Path) -> None:
    money = since(tmp_path / "a", {"day_length: 8 hours": "day_length: 9 hours"}, {})
    assert project(money, Audience.ONSITE, TODAY).section("changes") is None
    both = since(tmp_path / "b", RECORD_CHANGES, HOUSE_CHANGES)
    text = _text(both, Audience.ONSITE)
    assert "Changed since agreed" in text
    assert "£" not in text
    assert "version 4" not in text


def test_the_paper_that_is_signed_shows_the_fingerprint_of_its_terms(tmp_path: Path) -> None:
    each = since(tmp_path, {"day_length: 8 hours": "day_length: 9 hours"}, {})
    now = short(fingerprint(terms_of(each)))
    assert f"Fingerprint of these terms: {now}" in _text(each, Audience.INTERNAL)
    assert f"Fingerprint of these terms: {now}" in _text(each, Audience.COMMERCIAL)
    assert "Fingerprint of these terms" not in _text(each, Audience.ONSITE)
    agreed = each.agreed_terms
    assert agreed
    assert now != short(agreed.header.fingerprint)


def test_a_prospect_has_nothing_to_sign(tmp_path: Path) -> None:
    each = playbook(tmp_path, "name: Acme\nstatus: prospect\n")
    assert project(each, Audience.INTERNAL, TODAY).signed == ""


def test_one_of_the_samples_shows_two_changes() -> None:
    playbooks = Book.load(ROOT).playbooks
    found = {slug: changes(each) for slug, each in playbooks.items() if each.agreed_terms}
    assert sorted(map(len, found.values())) == [0, 0, 0, 2]
    rate, results = found["tallow-lane-cabling"]
    assert (rate.material, rate.origin) == (True, Origin.PARTNER)
    assert (results.material, results.origin) == (False, Origin.HOUSE)
