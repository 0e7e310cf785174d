"""Attention: what somebody has to see to is listed, with its urgency, and nothing else is."""

import datetime as dt
import pickle
import random
from dataclasses import replace
from pathlib import Path

import pytest

from macros.book import Book
from macros.records.agreed import AgreedTerms, Header
from macros.records.scalars import Duration
from macros.render.browse.rows import Pressing
from macros.terms.attention import needs, order
from macros.terms.deadline import DeadlineKind
from macros.terms.need import Gap, Need, Urgency
from macros.views.attention import Case, attention
from macros.views.needs import Speech, told
from macros.views.wording import PLAIN
from support.records import playbook

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 23)
WITHIN = Duration.parse("60 days")
SPEECH = Speech(PLAIN, TODAY, WITHIN)
HEAD = "name: Acme\nstatus: {status}\nreferral:\nagreed: {{on: 2026-11-01}}\n"
NDA = "nda: {not_applicable: tests}\n"
WORK = f"""\
name: Acme
legal_name: Acme Limited
status: active
agreed: {{on: 2026-11-01}}
{NDA}client_protection: {{non_engagement: {{not_applicable: tests}}}}
subcontract:
"""


def found(root: Path, text: str, status: str = "active") -> list[tuple[str, str]]:
    made = needs(playbook(root, HEAD.format(status=status) + text), TODAY, WITHIN)
    return [(str(each.kind), each.urgency.name) for each in made]


def work(root: Path, text: str) -> tuple[Need, ...]:
    return needs(playbook(root, WORK + text), TODAY, WITHIN)


@pytest.mark.parametrize(
    ("nda", "expected"),
    [
        ("{signed_on: 2026-01-05}", []),
        ("{signed_on: 2026-01-05, expires: 2027-01-23}", []),
        ("{signed_on: 2026-01-05, expires: 2027-01-22}", [("document expires", "SOON")]),
        ("{signed_on: 2026-01-05, expires: 2026-11-23}", [("document expires", "SOON")]),
        ("{signed_on: 2026-01-05, expires: 2026-11-22}", [("document expires", "NOW")]),
        # Expired is expired, signed or not.
        ("{expires: 2026-11-22}", [("document expires", "NOW")]),
        ("{expires: 2028-11-22}", [("undated", "SOON")]),
        ("{reference: folder 3}", [("undated", "SOON")]),
        ("{expires: 2026-12-22}", [("document expires", "SOON"), ("undated", "SOON")]),
        ("{type: mutual}", [("unsigned", "SOON")]),
        ("{signed_on: 2026-11-24}", [("unsigned", "SOON")]),
        ("{not_applicable: a public body}", []),
    ],
)
def test_an_agreement_asks_for_what_its_dates_say(
    tmp_path: Path, nda: str, expected: list[tuple[str, str]]
) -> None:
    assert found(tmp_path, f"nda: {nda}\n") == expected


def test_no_nda_at_all_comes_first(tmp_path: Path) -> None:
    assert found(tmp_path, "") == [("no NDA", "NOW")]


def test_a_date_beyond_the_window_is_listed_when_the_window_is_wider(tmp_path: Path) -> None:
    record = HEAD.format(status="active") + "nda: {signed_on: 2026-01-05, expires: 2027-01-23}\n"
    book = playbook(tmp_path, record)
    wider = needs(book, TODAY, Duration.parse("61 days"))
    assert [each.kind for each in wider] == [DeadlineKind.DOCUMENT_EXPIRES]
    # Two months are sixty days.
    assert needs(book, TODAY, Duration.parse("2 months")) == ()


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("{type: cyber, expires: 2028-01-01}", []),
        ("{type: cyber, expires: 2026-12-01}", [("insurance expires", "SOON")]),
        ("{type: cyber, expires: 2026-11-01}", [("insurance expires", "NOW")]),
        ("{type: cyber, held: GBP 1}", [("undated", "SOON")]),
        ("{type: cyber, minimum: GBP 1}", [("no certificate", "NOW")]),
        ("{type: cyber, minimum: GBP 1, required_where: on roofs}", [("no certificate", "SOON")]),
        ("{type: cyber, not_applicable: none}", []),
        (
            "{type: cyber, minimum: GBP 2, held: GBP 1.99, expires: 2028-01-01}",
            [("cover below minimum", "NOW")],
        ),
        ("{type: cyber, minimum: GBP 2, held: GBP 2.00, expires: 2028-01-01}", []),
        (
            "{type: cyber, minimum: GBP 2, held: EUR 9, expires: 2028-01-01}",
            [("cover in another currency", "SOON")],
        ),
        ("{type: cyber, insured_name: ACME  limited, expires: 2028-01-01}", []),
        (
            "{type: cyber, insured_name: Acme Group, expires: 2028-01-01}",
            [("insured name differs", "NOW")],
        ),
    ],
)
def test_a_policy_asks_for_what_it_lacks(
    tmp_path: Path, policy: str, expected: list[tuple[str, str]]
) -> None:
    made = work(tmp_path, f"assurance: {{insurance: [{policy}]}}\n")
    assert [(str(each.kind), each.urgency.name) for each in made] == expected
    assert all(each.path[:3] == ("assurance", "insurance", 0) for each in made)


def test_a_warning_that_is_accepted_needs_nobody(tmp_path: Path) -> None:
    policy = "type: cyber, minimum: GBP 2, held: GBP 1, insured_name: Other, expires: 2028-01-01"
    record = f"assurance: {{insurance: [{{{policy}}}]}}\n"
    assert len(work(tmp_path, record)) == 2
    accepted = """\
accepted:
  - {check: cover-below-minimum, why: tests}
  - {check: insured-name-differs, why: tests}
"""
    assert work(tmp_path, record + accepted) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("certifications: [{type: CSCS}]", [("undated", "SOON")]),
        ("certifications: [{type: CSCS, expires: 2026-11-22}]", [("certificate expires", "NOW")]),
        ("certifications: [{type: CSCS, expires: 2026-12-22}]", [("certificate expires", "SOON")]),
        ("certifications: [{type: CSCS, not_applicable: none}]", []),
        ("checks: [{type: DBS}]", [("undated", "SOON")]),
        ("checks: [{type: DBS, last_done: 2020-01-01}]", []),
        (
            "checks: [{type: DBS, last_done: 2023-11-22, renew_every: 3 years}]",
            [("check due", "NOW")],
        ),
        (
            "checks: [{type: DBS, last_done: 2023-12-22, renew_every: 3 years}]",
            [("check due", "SOON")],
        ),
        ("checks: [{type: DBS, last_done: 2024-12-22, renew_every: 3 years}]", []),
    ],
)
def test_certificates_and_checks_are_looked_after(
    tmp_path: Path, text: str, expected: list[tuple[str, str]]
) -> None:
    made = work(tmp_path, f"assurance: {{{text}}}\n")
    assert [(str(each.kind), each.urgency.name) for each in made] == expected


def test_a_processor_signs_a_data_agreement(tmp_path: Path) -> None:
    data = "  security: {{data: {{role: processor{}}}}}\n"
    (need,) = work(tmp_path / "a", data.format(""))
    assert (need.kind, need.path[-1]) == (Gap.UNSIGNED, "data")
    assert "data processing agreement" in told(need, SPEECH).sentence
    assert work(tmp_path / "b", data.format(", agreement_signed: 2026-01-01")) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{term: {ends: 2026-11-22}}", [("term ends", "NOW")]),
        ("{term: {ends: 2026-12-22}}", [("term ends", "SOON")]),
        ("{term: {ends: 2027-06-30}}", []),
        # The last day of their notice is theirs to mind.
        ("{term: {ends: 2027-01-31, renews: yearly, notice: {from_partner: 60 days}}}", []),
        # Of a term that renews itself, the notice is what one has to think of.
        ("{term: {ends: 2026-12-31, renews: yearly}}", []),
        (
            "{term: {ends: 2027-01-31, renews: yearly, notice: {from_us: 60 days}}}",
            [("notice by", "SOON")],
        ),
        ("{review: {every: 12 months, last: 2025-11-22}}", [("review due", "SOON")]),
        ("{review: {every: 12 months, last: 2026-01-20}}", [("review due", "SOON")]),
        ("{review: {every: 12 months, last: 2026-11-20}}", []),
    ],
)
def test_the_term_and_its_review_are_looked_after(
    tmp_path: Path, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(tmp_path, f"{NDA}governance: {text}\n") == expected


def test_a_review_of_prices_on_the_day_of_the_other_is_one_thing(tmp_path: Path) -> None:
    pricing = "  pricing: {price_review: {every: 12 months}}\n"
    review = "governance: {review: {every: 12 months, last: 2025-12-01}}\n"
    made = work(tmp_path, f"{pricing}{review}")
    assert [each.kind for each in made] == [DeadlineKind.REVIEW_DUE]


def test_a_rate_that_ends_is_told_by_its_name(tmp_path: Path) -> None:
    rate = "{name: Labour, basis: hourly, rate: GBP 40, effective_to: 2026-11-22}"
    (need,) = work(tmp_path, f"  pricing: {{rates: [{rate}]}}\n")
    assert (need.kind, need.urgency) == (DeadlineKind.RATE_ENDS, Urgency.NOW)
    assert told(need, SPEECH).sentence == (
        "The rate for Labour runs to 22 November 2026, and none follows."
    )


UNREVIEWED = "name: Acme\nstatus: active\nreferral:\n" + NDA


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["never agreed"]),
        ("agreed: {version: 3}\n", ["never agreed"]),
        ("agreed: {on: 2025-11-23}\n", []),
        ("agreed: {on: 2025-11-22}\n", ["unreviewed"]),
        ("governance: {term: {starts: 2025-01-01}}\n", ["never agreed", "unreviewed"]),
        ("agreed: {on: 2020-01-01}\ngovernance: {review: {last: 2026-01-01}}\n", []),
        ("agreed: {on: 2020-01-01}\ngovernance: {review: {last: 2025-01-01}}\n", ["unreviewed"]),
        ("agreed: {on: 2020-01-01}\ngovernance: {review: {not_applicable: one job}}\n", []),
    ],
)
def test_what_nobody_has_looked_at_for_a_year_is_told(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    made = needs(playbook(tmp_path, UNREVIEWED + text), TODAY, WITHIN)
    assert [str(each.kind) for each in made] == expected


def test_terms_that_have_changed_since_are_counted(tmp_path: Path) -> None:
    head = f"{UNREVIEWED}agreed: {{on: 2026-11-01, version: 1, by: both}}\n"
    before = "governance: {disputes: We talk, governing_law: Scots}\n"
    after = "governance: {disputes: We walk, governing_law: Scots, ending: {hand_back: [keys]}}\n"
    now = playbook(tmp_path / "now", head + after)
    agreed = playbook(tmp_path / "then", head + before).partner
    header = Header.model_validate(
        {"slug": "acme", "name": "Acme", "fingerprint": "v1-0"}
        | {"on": "2026-11-01", "version": "1", "by": "both"}
    )
    then = AgreedTerms(header, agreed, frozenset())
    (need,) = needs(replace(now, agreed_terms=then), TODAY, WITHIN)
    assert (need.kind, need.urgency, need.values[:2]) == (Gap.CHANGED, Urgency.LATER, (2, 0))
    assert told(need, SPEECH).sentence == (
        "2 terms have changed since both sides agreed on 1 November 2026."
    )
    assert needs(now, TODAY, WITHIN) == ()


ENDED = """\
nda: {signed_on: 2020-01-01, expires: 2026-06-30, survives: 6 months}
client_protection: {non_engagement: {after: 3 months}}
assurance: {insurance: [{type: cyber, minimum: GBP 1}]}
governance: {term: {ends: 2026-06-30}, review: {every: 12 months, last: 2020-01-01}}
"""


def test_after_the_end_only_what_still_runs_is_told(tmp_path: Path) -> None:
    # The restraint has ended in September; what has ended needs nobody.
    assert found(tmp_path, ENDED, "ended") == [("secrecy ends", "LATER")]


def test_an_end_without_a_day_is_told(tmp_path: Path) -> None:
    assert found(tmp_path, "nda: {survives: 5 years}\n", "ended") == [("end unknown", "LATER")]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("renews: yearly", [("end unknown", "LATER")]),
        ("renews: monthly", [("end unknown", "LATER")]),
        ("renews: yearly, ends: 2026-11-16", []),
        ("renews: no", []),
        ("renews: by_agreement", []),
    ],
)
def test_the_first_end_of_a_term_that_renews_itself_is_not_the_end(
    tmp_path: Path, more: str, expected: list[tuple[str, str]]
) -> None:
    term = f"governance: {{term: {{starts: 2020-02-01, length: 12 months, {more}}}}}\n"
    assert found(tmp_path, term, "ended") == expected


def test_a_prospect_has_only_its_nda(tmp_path: Path) -> None:
    text = "nda: {expires: 2026-12-01}\ngovernance: {term: {ends: 2026-12-01}}\n"
    kinds = [kind for kind, _ in found(tmp_path, text, "prospect")]
    assert kinds == ["document expires", "undated"]
    plain = playbook(tmp_path / "none", "name: Acme\nstatus: prospect\n")
    assert needs(plain, TODAY, WITHIN) == ()


@pytest.fixture(scope="module")
def samples() -> Book:
    return Book.load(ROOT)


def test_needs_stand_in_order_and_lead_into_the_record(samples: Book) -> None:
    for each in samples.playbooks.values():
        made = needs(each, TODAY, WITHIN)
        assert [*made] == sorted(made, key=order)
        assert all(each.own_mark(need.path).file.endswith(f"{each.slug}.yml") for need in made)


def test_a_need_survives_the_way_from_a_worker(samples: Book) -> None:
    made = [need for each in samples.playbooks.values() for need in needs(each, TODAY, WITHIN)]
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 - our own


def test_every_need_is_a_sentence_with_something_to_do(samples: Book) -> None:
    everything = [
        *(need for each in samples.playbooks.values() for need in needs(each, TODAY, WITHIN)),
        *(Need(kind, Urgency.SOON, (), TODAY) for kind in DeadlineKind),
        Need(Gap.NO_NDA, Urgency.NOW, ()),
        Need(Gap.END_UNKNOWN, Urgency.LATER, ("status",)),
        Need(Gap.CHANGED, Urgency.SOON, (), values=(1, 1, TODAY)),
        Need(Gap.UNREVIEWED, Urgency.LATER, (), TODAY, values=(TODAY,)),
        *(
            Need(gap, Urgency.NOW, (), of="x", values=("1", "2"))
            for gap in (Gap.COVER_BELOW_MINIMUM, Gap.COVER_IN_OTHER_CURRENCY, Gap.NAMES_ANOTHER)
        ),
    ]
    assert {need.kind for need in everything} >= {*DeadlineKind, *Gap}
    for need in everything:
        words = told(need, SPEECH)
        assert words.sentence.endswith(".")
        assert words.todo.endswith(".")
        assert words.chip.text
        assert "{" not in words.sentence + words.todo + words.chip.text


# The page


def _cases(count: int) -> list[Case]:
    chance = random.Random(7)  # noqa: S311 - a case of a test

    def need(name: str) -> Pressing:
        day = TODAY + dt.timedelta(days=chance.randrange(-50, 50))
        return Pressing(chance.choice(list(Urgency)), day, name)

    def case(number: int) -> Case:
        name = f"Partner {chance.randrange(count)}"
        needs = tuple(need(name) for _ in range(chance.randrange(4)))
        return Case(f"p{number}", name, needs, chance.randrange(5), name)

    return [case(number) for number in range(count)]


LANGUAGE = SPEECH.language


def test_the_page_lists_everything_and_counts_it() -> None:
    cases = _cases(1000)
    total = sum(len(case.needs) for case in cases)
    page = attention(cases, TODAY, LANGUAGE)
    assert sum(len(group.rows) for group in page.groups) == total
    assert [group.title for group in page.groups] == ["Now", "Soon", "At the next talk"]
    assert page.summary.startswith(f"{total:,} things to see to at ")
    assert page.incomplete is not None
    assert len(page.incomplete.rows) == sum(1 for case in cases if case.missing)


def test_its_parts_hold_every_row_once_and_say_how_many_there_are() -> None:
    page = attention(_cases(300), TODAY, LANGUAGE)
    every = page.rows
    parts = [page.part(range(at, at + 70)) for at in range(0, len(every), 70)]
    assert [row for part in parts for row in part.rows] == every
    assert all(group.rows for part in parts for group in part.groups)
    totals = {group.id: group.total for group in page.groups}
    assert all(group.total == totals[group.id] for part in parts for group in part.groups)
    assert page.part(range(len(every))) == page


def test_the_page_is_in_order_whatever_the_order_of_the_partners() -> None:
    cases = _cases(60)
    page = attention(cases, TODAY, LANGUAGE)
    random.Random(1).shuffle(cases)  # noqa: S311 - as above
    assert attention(cases, TODAY, LANGUAGE) == page
    everything = sorted(
        (need.urgency, need.date or dt.date.max, case.name.casefold())
        for case in cases
        for need in case.needs
    )
    listed = [row.casefold() for group in page.groups for row in group.rows]
    assert listed == [name for _, _, name in everything]


def test_a_page_without_needs_says_so() -> None:
    page = attention([Case("a", "A", (), 0, "")], TODAY, LANGUAGE)
    assert page.summary == "Nothing needs attention."
    assert (page.groups, page.incomplete, page.rows) == ((), None, [])
