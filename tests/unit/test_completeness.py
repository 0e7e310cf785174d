"""Completeness: each point of the guide is set here, from the house, missing, or put aside."""

import datetime as dt
import re
from pathlib import Path

import pytest

from macros.book import Book
from macros.records.fields import Audience
from macros.render.links import Links
from macros.render.pages import playbook_page
from macros.terms.completeness import Point, Settled, Without, completeness
from macros.terms.topics import Topic
from macros.views.completeness import settled
from macros.views.wording import PLAIN
from support.records import HOUSE, playbook

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 23)
ASIDE = "client_protection: {non_engagement: {not_applicable: tests}}\n"
WORK = "name: Acme\nstatus: active\nnda: {type: mutual}\nsubcontract:\n"


def points(root: Path, record: str, house: str = HOUSE) -> dict[Topic, Point]:
    return {each.topic: each for each in completeness(playbook(root, record, house))}


def state(root: Path, record: str, topic: Topic, house: str = HOUSE) -> str:
    return points(root, record, house)[topic].state


def test_every_point_is_told_once(tmp_path: Path) -> None:
    made = completeness(playbook(tmp_path, "name: Acme\nstatus: prospect\n"))
    assert sorted(each.topic for each in made) == sorted(Topic)


def test_a_firm_that_we_only_know_has_no_terms_yet(tmp_path: Path) -> None:
    record = "name: Acme\nstatus: prospect\n"
    made = points(tmp_path, record)
    open_ = {topic for topic, point in made.items() if point.state is Settled.MISSING}
    assert open_ == {Topic.NDA, Topic.SHAPE, Topic.REVIEW, Topic.ENDING, Topic.AGREED}
    assert made[Topic.RATES] == Point(Topic.RATES, Settled.NOT_APPLICABLE, Without.SUBCONTRACT)
    assert made[Topic.FEE] == Point(Topic.FEE, Settled.NOT_APPLICABLE, Without.REFERRAL)
    assert settled(playbook(tmp_path / "again", record), PLAIN).missing == 5


SUBCONTRACT = [
    (Topic.SCOPE, "scope: {hours: Mon-Fri 08:00-18:00}", "missing"),
    (Topic.SCOPE, "scope: {areas: [York]}", "set here"),
    (Topic.STANDARDS, "standards: {}", "missing"),
    (Topic.STANDARDS, "standards: {quality: {requirement: Neat}}", "set here"),
    (Topic.RATES, "pricing: {quote_before_work: always}", "missing"),
    (Topic.RATES, "pricing: {rates: [{name: A, basis: fixed, rate: GBP 1}]}", "set here"),
    (Topic.RATES, "pricing: {not_applicable: a favour}", "not applicable"),
    (Topic.BILLING, "invoicing: {raised_by: us}", "missing"),
    (Topic.BILLING, "invoicing: {when: per_visit}", "set here"),
    (Topic.PAYMENT, "payment: {clock_starts: invoice_date}", "missing"),
    (
        Topic.PAYMENT,
        "payment: {clock_starts: invoice_date, due: {rule: days_after, days: 30}}",
        "set here",
    ),
    (Topic.DRESS, "on_site: {dress: {footwear: boots}}", "missing"),
    (Topic.DRESS, "on_site: {dress: {standard: plain}}", "set here"),
    (Topic.DRESS, "on_site: {not_applicable: all remote}", "not applicable"),
    (Topic.ID, "on_site: {id: a card}", "set here"),
    (Topic.NO_ANSWER, "on_site: {no_answer: [{do: Send a text}]}", "set here"),
]


@pytest.mark.parametrize(("topic", "text", "expected"), SUBCONTRACT)
def test_a_point_of_a_subcontract_needs_what_it_is_about(
    tmp_path: Path, topic: Topic, text: str, expected: str
) -> None:
    assert state(tmp_path, f"{ASIDE}{WORK}  {text}\n", topic) == expected


@pytest.mark.parametrize(
    ("moment", "settled_by"),
    [
        ("arrival", Topic.CHECK_IN),
        ("start", Topic.CHECK_IN),
        ("before_leaving", Topic.CHECK_OUT),
        ("departed", Topic.CHECK_OUT),
        ("day_before", None),
    ],
)
def test_a_call_counts_for_the_moment_that_it_is_of(
    tmp_path: Path, moment: str, settled_by: Topic | None
) -> None:
    calls = f"  on_site: {{check_in: [{{moment: {moment}, by: engineer}}]}}\n"
    made = points(tmp_path, f"{ASIDE}{WORK}{calls}")
    pair = (Topic.CHECK_IN, Topic.CHECK_OUT)
    assert [each for each in pair if made[each].state is Settled.HERE] == (
        [settled_by] if settled_by else []
    )


@pytest.mark.parametrize(
    ("nda", "expected"),
    [
        ("{type: mutual}", "missing"),
        ("{signed_on: 2026-01-01}", "set here"),
        ("{reference: folder 3}", "set here"),
        ("{not_applicable: a public body}", "not applicable"),
    ],
)
def test_an_agreement_is_settled_once_it_is_on_file(
    tmp_path: Path, nda: str, expected: str
) -> None:
    record = f"name: Acme\nstatus: active\nreferral:\nnda: {nda}\n"
    assert state(tmp_path, record, Topic.NDA) == expected


HOUSE_TERMS = f"""\
{HOUSE}defaults:
  client_protection: {{non_engagement: {{after: 12 months}}}}
  assurance: {{insurance: [{{type: cyber, minimum: GBP 5}}]}}
  subcontract:
    on_site: {{id: a card, dress: {{standard: plain}}}}
  governance: {{review: {{every: 12 months}}}}
"""


def test_what_the_house_settles_is_told_apart_from_the_partners_own(tmp_path: Path) -> None:
    record = f"{WORK}  on_site: {{dress: {{standard: a suit}}}}\n"
    made = points(tmp_path, record, HOUSE_TERMS)
    house = {topic for topic, point in made.items() if point.state is Settled.HOUSE}
    assert house == {Topic.NON_ENGAGEMENT, Topic.INSURANCE, Topic.ID, Topic.REVIEW}
    assert made[Topic.DRESS].state is Settled.HERE


def test_a_reason_is_kept_as_the_record_gives_it(tmp_path: Path) -> None:
    record = f"{ASIDE}{WORK}  on_site: {{not_applicable: They work remotely}}\n"
    made = points(tmp_path, record, HOUSE_TERMS)
    assert made[Topic.CHECK_IN] == Point(
        Topic.CHECK_IN, Settled.NOT_APPLICABLE, "They work remotely"
    )


REFERRAL = "name: Acme\nstatus: active\nnda: {signed_on: 2026-01-01}\nagreed: {on: 2026-01-01}\n"
PAID = "{name: New, payer: partner, payee: us, kind: flat, amount: GBP 5}"
FEE_TOPICS = (Topic.TRIGGER, Topic.PROGRESS, Topic.FEE_INVOICE)


def test_a_fee_asks_for_its_trigger_its_report_and_its_invoice(tmp_path: Path) -> None:
    scheme = f"we_refer: {{fees: [{PAID}], trigger: signed}}"
    made = points(tmp_path, f"{REFERRAL}referral: {{{scheme}}}\n")
    assert [made[each].state for each in FEE_TOPICS] == ["set here", "missing", "missing"]
    assert made[Topic.DIRECTION].state is Settled.HERE
    assert made[Topic.QUALIFIES].state is Settled.MISSING


def test_without_a_fee_there_is_nothing_to_report_or_invoice(tmp_path: Path) -> None:
    scheme = "we_refer: {fees: [{name: New, kind: none}]}"
    made = points(tmp_path, f"{REFERRAL}referral: {{{scheme}}}\n")
    assert made[Topic.FEE].state is Settled.HERE
    assert {made[each].reason for each in FEE_TOPICS} == {Without.FEE}


def test_of_two_directions_the_less_settled_one_counts(tmp_path: Path) -> None:
    one = f"we_refer: {{fees: [{PAID}], trigger: signed}}"
    made = points(tmp_path, f"{REFERRAL}referral: {{{one}, they_refer: {{}}}}\n")
    assert made[Topic.FEE].state is Settled.MISSING


def test_a_referral_that_runs_no_way_is_not_settled(tmp_path: Path) -> None:
    assert state(tmp_path, f"{REFERRAL}referral:\n", Topic.DIRECTION) == "missing"


def test_the_page_of_a_partner_tells_staff_and_nobody_else(tmp_path: Path) -> None:
    book = playbook(tmp_path, f"{ASIDE}{WORK}")
    pages = {
        audience: str(playbook_page(book, TODAY, Links("partners/example/"), audience).html)
        for audience in Audience
    }
    assert "What is settled" in pages[Audience.INTERNAL]
    assert "no referrals: " in pages[Audience.INTERNAL]
    assert "What is settled" not in pages[Audience.COMMERCIAL]
    assert "What is settled" not in pages[Audience.ONSITE]


def test_every_point_leads_to_its_place_in_the_guide() -> None:
    book = Book.load(ROOT)
    linked = {
        (point.title, point.guide)
        for each in book.playbooks.values()
        for row in settled(each, PLAIN).rows
        for point in row.points
    }
    assert len(linked) == len(Topic)
    for _, guide in linked:
        file, _, anchor = guide.partition("#")
        text = (ROOT / "docs" / file).read_text(encoding="utf-8")
        assert not anchor or re.search(rf"\{{: #{anchor} \}}", text), guide
