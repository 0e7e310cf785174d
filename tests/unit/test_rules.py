"""Rules at their edges; what each one says at all is held by its page in the reference."""

from itertools import chain, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.book import HOUSE_FILE
from macros.records.contacts import contact
from macros.records.money import ClockStarts
from macros.records.problems import Problem, Severity
from macros.records.rules import RULES
from macros.records.scalars import TimeOfDay
from macros.records.week import DAY_MINUTES, WEEK_MINUTES, merged, spans, without
from support.records import HOUSE, load, playbook, printed

NAME = "name: Example Cabling\nstatus: active\n"
PAPER = NAME + "nda: {signed_on: 2026-03-02}\n"
SAFE = PAPER + "client_protection: {non_engagement: {during: yes}}\n"


def problems(root: Path, record: str, house: str = HOUSE) -> list[Problem]:
    return load(root, {"example.yml": record, HOUSE_FILE: house}).problems


def codes(root: Path, record: str, house: str = HOUSE) -> list[str]:
    """Return the codes of what is wrong with a record, in reading order."""
    return [problem.code for problem in problems(root, record, house)]


def messages(root: Path, record: str, code: str, house: str = HOUSE) -> list[str]:
    """Return what the record is told under one code."""
    found = problems(root, record, house)
    return [problem.message for problem in found if problem.code == code]


def house(defaults: str, more: str = "") -> str:
    return f"{HOUSE}{more}defaults: {defaults}\n"


# Agreements and the client


@pytest.mark.parametrize("nda", ["", "nda:\n", "nda: {}\n"])
def test_an_nda_that_says_nothing_is_none(nda: str, tmp_path: Path) -> None:
    record = f"{NAME}{nda}client_protection: {{non_engagement: {{during: yes}}}}\nsubcontract:\n"
    assert codes(tmp_path, record) == ["subcontract-without-nda"]


@pytest.mark.parametrize("nda", ["{not_applicable: Signed by both groups.}", "{type: mutual}"])
def test_an_nda_may_be_put_aside_with_a_reason_or_come_from_the_house(
    nda: str, tmp_path: Path
) -> None:
    record = f"{NAME}client_protection: {{non_engagement: {{during: yes}}}}\nsubcontract:\n"
    assert codes(tmp_path / "own", f"{record}nda: {nda}\n") == []
    assert codes(tmp_path / "house", record, house(f"{{nda: {nda}}}")) == []


def test_a_referral_alone_needs_no_nda(tmp_path: Path) -> None:
    assert codes(tmp_path, NAME + "referral: {they_refer: {}}\n") == []


@pytest.mark.parametrize(
    "protection",
    [
        "",
        "client_protection:\n",
        "client_protection: {client_sees: joint}\n",
        "client_protection: {non_engagement: {}}\n",
    ],
)
def test_a_promise_that_says_nothing_is_none(protection: str, tmp_path: Path) -> None:
    record = f"{PAPER}{protection}subcontract:\n"
    assert codes(tmp_path, record) == ["subcontract-without-non-engagement"]


@pytest.mark.parametrize(
    "protection",
    [
        "{not_applicable: They sell through partners only.}",
        "{non_engagement: {not_applicable: Our client already was theirs.}}",
        "{non_engagement: {after: 6 months}}",
    ],
)
def test_the_promise_may_be_put_aside_or_come_from_the_house(
    protection: str, tmp_path: Path
) -> None:
    record = f"{PAPER}subcontract:\n"
    assert codes(tmp_path / "own", f"{record}client_protection: {protection}\n") == []
    given_by_house = house(f"{{client_protection: {protection}}}")
    assert codes(tmp_path / "house", record, given_by_house) == []


@pytest.mark.parametrize(
    ("after", "warned"),
    [
        ("24 months", False),
        ("25 months", True),
        ("2 years", False),
        ("3 years", True),
        ("730 days", False),
        ("731 days", True),
        ("104 weeks", False),
        ("105 weeks", True),
        ("521 business days", False),
        ("522 business days", True),
        ("99999 minutes", False),
    ],
)
def test_a_restraint_of_exactly_24_months_is_no_warning(
    after: str, tmp_path: Path, *, warned: bool
) -> None:
    record = f"{PAPER}client_protection: {{non_engagement: {{after: {after}}}}}\nsubcontract:\n"
    assert codes(tmp_path, record) == ["restraint-beyond-24-months"] * warned


# Assurance


def insured(policy: str, more: str = "") -> str:
    return f"{NAME}{more}assurance: {{insurance: [{{type: cyber, {policy}}}]}}\n"


@pytest.mark.parametrize(
    ("names", "differs"),
    [
        ("legal_name: Example Cabling Ltd\n|Example Cabling Ltd", False),
        ("legal_name: Example Cabling Ltd\n|EXAMPLE  cabling LTD", False),
        ("legal_name: Straße Kabel GmbH\n|STRASSE KABEL GMBH", False),
        ("legal_name: Example Cabling Ltd\n|Example Cabling", True),
        ("|Example Cabling", False),
        ("|Example Cabling Ltd", True),
        ("trading_as: Example Cables\n|Example Cables", True),
    ],
)
def test_the_insured_firm_is_the_legal_one(names: str, tmp_path: Path, *, differs: bool) -> None:
    register, certificate = names.split("|")
    record = insured(f"insured_name: {certificate}", register)
    assert codes(tmp_path, record) == ["insured-name-differs"] * differs


@pytest.mark.parametrize(
    ("policy", "below"),
    [
        ('minimum: "GBP 1,000,000", held: GBP 1000000', False),
        ("minimum: GBP 1000000, held: GBP 999999.99", True),
        ("minimum: GBP 1000000, held: EUR 9000000", True),
        ("minimum: GBP 1000000", False),
        ("held: GBP 1", False),
    ],
)
def test_cover_may_equal_the_minimum(policy: str, tmp_path: Path, *, below: bool) -> None:
    assert codes(tmp_path, insured(policy)) == ["cover-below-minimum"] * below


def test_the_minimum_of_the_house_counts_for_what_the_partner_holds(tmp_path: Path) -> None:
    asked = house("{assurance: {insurance: [{type: cyber, minimum: GBP 5000}]}}")
    record = SAFE + "subcontract:\nassurance:\n  insurance:\n    - {type: cyber, held: GBP 4000}\n"
    [problem] = problems(tmp_path, record, asked)
    assert (problem.code, problem.mark.line) == ("cover-below-minimum", 8)
    assert problem.field == "assurance.insurance[1].held"


@pytest.mark.parametrize(
    ("expires", "ends", "early"),
    [
        ("2026-12-31", "2026-12-31", False),
        ("2026-12-30", "2026-12-31", True),
        ("2027-01-01", "2026-12-31", False),
    ],
)
def test_cover_may_end_with_the_term(
    expires: str, ends: str, tmp_path: Path, *, early: bool
) -> None:
    record = f"{insured(f'expires: {expires}')}governance: {{term: {{ends: {ends}}}}}\n"
    assert codes(tmp_path, record) == ["cover-ends-inside-term"] * early


def test_cover_without_an_end_of_the_term_is_enough(tmp_path: Path) -> None:
    assert codes(tmp_path, insured("expires: 2020-01-01")) == []


# Work


@pytest.mark.parametrize(
    ("regex", "example", "matches"),
    [
        ("[A-Z]{3}", "ABC", True),
        ("[A-Z]{3}", "ABCD", False),
        ("[A-Z]{3}", "xABC", False),
        ("A|B", "B", True),
        (r"\d+", "12", True),
        ("(a+)+b", "a" * 60, False),
    ],
)
def test_the_whole_example_matches(
    regex: str, example: str, tmp_path: Path, *, matches: bool
) -> None:
    naming = f"{{regex: '{regex}', example: '{example}'}}"
    record = f"{SAFE}subcontract: {{standards: {{labelling: {naming}}}}}\n"
    assert codes(tmp_path, record) == ["example-does-not-match"] * (not matches)


def test_a_pattern_without_an_example_is_no_problem(tmp_path: Path) -> None:
    record = SAFE + "subcontract: {standards: {other: [{id: racks, regex: 'R[0-9]'}]}}\n"
    assert codes(tmp_path, record) == []


REFERENCES = [
    "subcontract: {on_site: {check_in: [{moment: arrival, to: WHO}]}}",
    "subcontract: {on_site: {no_answer: [{contact: WHO}]}}",
    "subcontract: {standards: {handover: {to: WHO}}}",
    "subcontract: {security: {incidents: [{kind: injury, tell: WHO}]}}",
    "subcontract:\nreferral: {we_refer: {progress: {to: WHO}}}",
]


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize("who", ["desk", "dispatch", "yard", "accounts"])
def test_a_contact_is_found_by_id_or_purpose_on_both_sides(
    reference: str, who: str, tmp_path: Path
) -> None:
    ours = "contacts: [{id: desk, phone: +44 161 496 0100, call_for: [dispatch]}]\n"
    theirs = "contacts: [{id: yard, phone: +44 161 496 0123, call_for: [accounts]}]\n"
    record = f"{SAFE}{theirs}{reference.replace('WHO', who)}\n"
    assert codes(tmp_path, record, HOUSE + ours) == []


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize("who", ["desks", "out_of_hours"])
def test_a_contact_that_nobody_listed_is_told(reference: str, who: str, tmp_path: Path) -> None:
    ours = "contacts: [{id: desk, phone: +44 161 496 0100, call_for: [dispatch]}]\n"
    found = problems(tmp_path, f"{SAFE}{reference.replace('WHO', who)}\n", HOUSE + ours)
    assert [problem.code for problem in found] == ["unknown-contact"]
    assert found[0].cure == (
        "did you mean 'desk'?" if who == "desks" else "name one of: desk, dispatch"
    )


def test_an_id_stands_before_a_purpose_and_ours_before_theirs(tmp_path: Path) -> None:
    ours = "contacts: [{id: desk, name: Ours, call_for: [dispatch]}, {id: both, name: Ours}]\n"
    theirs = "contacts: [{id: dispatch, name: Theirs}, {id: both, name: Theirs}]\n"
    book = playbook(tmp_path, NAME + theirs, HOUSE + ours)
    names = {
        who: found.name for who in ("dispatch", "both", "desk") if (found := contact(book, who))
    }
    assert names == {"dispatch": "Theirs", "both": "Ours", "desk": "Ours"}
    assert contact(book, "nobody") is None


@pytest.mark.parametrize(
    ("channel", "told"),
    [
        ("", True),
        (", channel: phone", True),
        (", channel: text_message", True),
        (", channel: email", False),
        (", channel: ticket", False),
        (", channel: app", False),
    ],
)
def test_a_number_is_needed_where_one_calls(channel: str, tmp_path: Path, *, told: bool) -> None:
    check_in = f"check_in: [{{moment: arrival, to: desk{channel}}}]"
    record = f"{SAFE}contacts: [{{id: desk}}]\nsubcontract: {{on_site: {{{check_in}}}}}\n"
    assert codes(tmp_path, record) == ["check-in-without-phone"] * told


def called(work: str, answered: str, channel: str = "phone") -> str:
    check_in = f"check_in: [{{moment: arrival, to: desk, channel: {channel}}}]"
    return (
        f'{SAFE}contacts: [{{id: desk, phone: +44 161 496 0100, hours: "{answered}"}}]\n'
        f'subcontract: {{scope: {{hours: "{work}"}}, on_site: {{{check_in}}}}}\n'
    )


@pytest.mark.parametrize(
    ("work", "answered", "gap"),
    [
        ("Mon-Fri 08:00-17:30", "Mon-Fri 08:00-17:30", ""),
        ("Mon-Fri 08:00-17:30", "Mon-Fri 08:00-17:29", "Mon 17:29 to Mon 17:30"),
        ("Mon-Fri 08:00-17:30", "24/7", ""),
        ("24/7", "24/7", ""),
        ("24/7", "Mon-Sun 00:00-24:00", ""),
        ("24/7", "Mon-Sat 00:00-24:00", "Sun 00:00 to Mon 00:00"),
        ("Fri 22:00-06:00", "Fri 22:00-24:00, Sat 00:00-06:00", ""),
        ("Fri 22:00-06:00", "Fri 22:00-24:00", "Sat 00:00 to Sat 06:00"),
        ("Sun 22:00-06:00", "Sun 22:00-24:00, Mon 00:00-06:00", ""),
        ("Sun 22:00-06:00", "Sun 22:00-24:00", "Mon 00:00 to Mon 06:00"),
        ("Sun 22:00-06:00", "Sun 21:00-07:00", ""),
        ("Mon-Fri 08:00-12:00, Mon-Fri 13:00-17:00", "Mon-Fri 08:00-17:00", ""),
    ],
)
def test_somebody_answers_as_long_as_work_goes_on(
    work: str, answered: str, gap: str, tmp_path: Path
) -> None:
    said = messages(tmp_path, called(work, answered), "check-in-outside-hours")
    assert said == ([f"work goes on when nobody answers 'desk': {gap}"] if gap else [])


@pytest.mark.parametrize("channel", ["text_message", "email", "ticket", "app"])
def test_who_is_written_to_need_not_be_there(channel: str, tmp_path: Path) -> None:
    assert codes(tmp_path, called("24/7", "Mon 09:00-10:00", channel)) == []


@pytest.mark.parametrize(
    ("steps", "nobody"),
    [
        ("[]", False),
        ("[{do: Ring., contact: desk}]", False),
        ("[{do: Wait.}, {do: Ring., contact: desk}]", False),
        ("[{do: Ring., contact: desk}, {do: Leave.}]", True),
        ("[{do: Wait.}]", True),
    ],
)
def test_the_last_step_reaches_somebody(steps: str, tmp_path: Path, *, nobody: bool) -> None:
    record = f"{SAFE}contacts: [{{id: desk}}]\nsubcontract: {{on_site: {{no_answer: {steps}}}}}\n"
    assert codes(tmp_path, record) == ["no-answer-ends-with-nobody"] * nobody


# Money


@pytest.mark.parametrize(
    ("rate", "priced"),
    [
        ("rate: GBP 45", True),
        ("rate: GBP 0", True),
        ("basis: hourly, rate: GBP 45", True),
        ("basis: hourly, percent: 10%", False),
        ("basis: cost_plus, percent: 0%", True),
        ("basis: cost_plus, rate: GBP 45", False),
        ("basis: revenue_share, percent: 15%", True),
        ("basis: revenue_share", False),
        ("up_to: GBP 60", False),
    ],
)
def test_a_rate_has_the_price_of_its_basis(rate: str, tmp_path: Path, *, priced: bool) -> None:
    record = f"{SAFE}subcontract: {{pricing: {{rates: [{{name: Work, {rate}}}]}}}}\n"
    assert codes(tmp_path, record) == ["rate-without-price"] * (not priced)


def windows(*listed: str, hours: str = "") -> str:
    scope = f'scope: {{hours: "{hours}"}}, ' if hours else ""
    items = ", ".join(f"{{{window}}}" for window in listed)
    return f"{SAFE}subcontract: {{{scope}pricing: {{out_of_hours: [{items}]}}}}\n"


WHEN = 'days: Sat, start: "08:00", end: "12:00"'


@pytest.mark.parametrize(
    ("window", "complete"),
    [
        (f"{WHEN}, multiplier: 2", True),
        (f"{WHEN}, surcharge: GBP 0", True),
        (f"{WHEN}, rate: GBP 90, up_to: GBP 120", True),
        (f"{WHEN}, unavailable: yes", True),
        (f"{WHEN}, unavailable: no", False),
        (f"{WHEN}, unavailable: no, multiplier: 2", True),
        (f"{WHEN}, unavailable: yes, multiplier: 2", False),
        (f"{WHEN}, rate: GBP 90, surcharge: GBP 40", False),
        (WHEN, False),
        ('days: Sat, start: "08:00", multiplier: 2', False),
        ("holidays: yes, multiplier: 2", False),
    ],
)
def test_a_window_has_one_price_and_a_time(window: str, tmp_path: Path, *, complete: bool) -> None:
    assert codes(tmp_path, windows(window)) == ["out-of-hours-without-price"] * (not complete)


def at(days: str, start: str, end: str) -> str:
    return f'days: "{days}", start: "{start}", end: "{end}", multiplier: 2'


@pytest.mark.parametrize(
    ("hours", "listed", "clash"),
    [
        ("Mon-Fri 08:00-17:00", [at("Mon-Fri", "17:00", "08:00")], ""),
        ("Mon-Fri 08:00-17:00", [at("Mon", "16:59", "20:00")], "Mon 16:59 to Mon 17:00"),
        ("Mon-Fri 08:00-17:00", [at("Sun", "22:00", "08:00")], ""),
        ("Mon-Fri 08:00-17:00", [at("Sun", "22:00", "08:01")], "Mon 08:00 to Mon 08:01"),
        ("Mon-Fri 08:00-17:00", [at("Sun", "08:00", "08:00")], ""),
        ("", [at("Sat", "08:00", "24:00"), at("Sun", "00:00", "24:00")], ""),
        ("", [at("Sat", "08:00", "00:00"), at("Sun", "00:00", "00:00")], ""),
        ("", [at("Sat", "08:00", "00:01"), at("Sun", "00:00", "12:00")], "Sun 00:00 to Sun 00:01"),
        ("", [at("Sun", "20:00", "06:00"), at("Mon", "05:00", "08:00")], "Mon 05:00 to Mon 06:00"),
        ("", [at("Fri-Mon", "20:00", "06:00"), at("Tue", "06:00", "08:00")], ""),
        ("", [at("Sat", "24:00", "06:00"), at("Sun", "05:00", "07:00")], "Sun 05:00 to Sun 06:00"),
        ("", [at("Sun", "24:00", "06:00"), at("Mon", "00:00", "01:00")], "Mon 00:00 to Mon 01:00"),
        ("", [at("Sat", "08:00", "12:00"), at("Sat", "12:00", "18:00")], ""),
    ],
)
def test_windows_may_touch_and_not_overlap(
    hours: str, listed: list[str], clash: str, tmp_path: Path
) -> None:
    said = messages(tmp_path, windows(*listed, hours=hours), "out-of-hours-overlap")
    assert [message.split(" is priced")[0] for message in said] == ([clash] if clash else [])


WEEKEND = at("Sat-Sun", "00:00", "24:00")


@pytest.mark.parametrize(
    ("hours", "listed", "gap"),
    [
        (
            "Mon-Fri 08:00-17:00",
            [at("Mon-Thu", "17:00", "08:00"), at("Fri", "17:00", "08:00")],
            "Sat 08:00 to Mon 08:00",
        ),
        ("Mon-Fri 00:00-24:00", [WEEKEND], ""),
        (
            "Mon-Fri 00:01-24:00",
            [WEEKEND],
            "Mon 00:00 to Mon 00:01, Tue 00:00 to Tue 00:01, Wed 00:00 to Wed 00:01 and 2 more",
        ),
        ("Mon-Sat 00:00-24:00", [at("Sun", "00:00", "23:59")], "Sun 23:59 to Mon 00:00"),
        ("Tue-Sun 00:00-24:00", [at("Mon", "00:01", "24:00")], "Mon 00:00 to Mon 00:01"),
        (
            "Tue-Sat 00:00-24:00",
            [at("Mon", "01:00", "24:00"), at("Sun", "00:00", "23:00")],
            "Sun 23:00 to Mon 01:00",
        ),
        (
            "Mon-Wed 00:00-24:00",
            [at("Fri", "00:00", "24:00")],
            "Thu 00:00 to Fri 00:00 and Sat 00:00 to Mon 00:00",
        ),
        ("24/7", [], ""),
        ("Mon 09:00-17:00", [], ""),
        ("", [WEEKEND], ""),
    ],
)
def test_the_whole_week_is_priced_once_a_part_of_it_is(
    hours: str, listed: list[str], gap: str, tmp_path: Path
) -> None:
    said = messages(tmp_path, windows(*listed, hours=hours), "out-of-hours-gap")
    assert said == ([f"no price is given for {gap}"] if gap else [])


@pytest.mark.parametrize(
    ("listed", "code", "message"),
    [
        (["holidays: yes, ", "holidays: yes, "], "out-of-hours-overlap", "so does window 1"),
        (["", "holidays: yes, "], "", ""),
        (["holidays: no, ", "holidays: yes, "], "", ""),
        (["", "holidays: no, "], "out-of-hours-gap", "for public holidays: this window leaves"),
        (["holidays: no, ", "holidays: no, "], "out-of-hours-gap", "for public holidays"),
        (["", ""], "", ""),
    ],
)
def test_public_holidays_have_one_price(
    listed: list[str], code: str, message: str, tmp_path: Path
) -> None:
    days = ("Sat", "Sun")
    record = windows(
        *(f"{each}{at(day, '08:00', '18:00')}" for day, each in zip(days, listed, strict=True))
    )
    found = problems(tmp_path, record)
    assert [problem.code for problem in found] == ([code] if code else [])
    assert all(message in problem.message for problem in found)


@pytest.mark.parametrize(
    ("pricing", "wrong"),
    [
        ("minimum_charge: EUR 90, rates: [{name: A, rate: EUR 45}]", []),
        ("minimum_charge: GBP 90, rates: [{name: A, rate: EUR 45}]", ["minimum_charge"]),
        ("rates: [{name: A, rate: GBP 1, up_to: USD 2}]", ["rates[1].up_to"]),
        ("rates: [{name: A, rate: GBP 1}, {name: B, rate: USD 2}]", ["rates[2].rate"]),
        ("not_to_exceed: USD 9, travel: {mileage: GBP 0.45}", ["travel.mileage"]),
        (
            "rates: [{name: A, rate: GBP 1}], cancellation: [{amount: USD 1}, {amount: GBP 2}]",
            ["cancellation[1].amount"],
        ),
        ("rates: [{name: A, basis: cost_plus, percent: 5%}], minimum_charge: GBP 9", []),
    ],
)
def test_prices_are_in_one_currency(pricing: str, wrong: list[str], tmp_path: Path) -> None:
    found = problems(tmp_path, f"{SAFE}subcontract: {{pricing: {{{pricing}}}}}\n")
    assert {problem.code for problem in found} <= {"mixed-currencies"}
    assert [problem.field for problem in found] == [f"subcontract.pricing.{each}" for each in wrong]


def test_a_price_of_the_house_in_another_currency_is_told_of_the_record(tmp_path: Path) -> None:
    house = HOUSE + "defaults: {subcontract: {pricing: {travel: {mileage: GBP 0.45}}}}\n"
    rates = "rates: [{name: A, basis: hourly, rate: EUR 45}]"
    found = problems(tmp_path, f"{SAFE}subcontract: {{pricing: {{{rates}}}}}\n", house)
    assert [problem.code for problem in found] == ["mixed-currencies"]
    assert found[0].mark.file.endswith("example.yml")
    assert problems(tmp_path, f"{SAFE}subcontract:\n", house) == []


@pytest.mark.parametrize(
    ("beyond", "cure"),
    [
        ("Overtime", ""),
        ("OVERTIME", ""),
        ("Overtim", "did you mean 'Overtime'?"),
        ("Day", "name one of: Overtime"),
        ("Weekend", "name one of: Overtime"),
    ],
)
def test_a_rate_leads_to_an_hourly_one_that_is_there(
    beyond: str, cure: str, tmp_path: Path
) -> None:
    rates = (
        f"{{name: Day, basis: day, rate: GBP 450, beyond: {beyond}}},"
        "{name: Overtime, basis: hourly, rate: GBP 60}"
    )
    found = problems(tmp_path, f"{SAFE}subcontract: {{pricing: {{rates: [{rates}]}}}}\n")
    assert [(problem.code, problem.cure) for problem in found] == (
        [("unknown-rate", cure)] if cure else []
    )


def test_without_any_hourly_rate_the_cure_is_to_add_one(tmp_path: Path) -> None:
    rates = "{name: Day, basis: day, rate: GBP 450, beyond: Overtime}"
    found = problems(tmp_path, f"{SAFE}subcontract: {{pricing: {{rates: [{rates}]}}}}\n")
    assert [problem.cure for problem in found] == ["add a rate of that name with 'basis: hourly'"]


RULES_OF_DUE = {
    "on_receipt": set(),
    "in_advance": set(),
    "days_after": {"days"},
    "business_days_after": {"days"},
    "days_after_month_end": {"days"},
    "month_end_after_days": {"days"},
    "day_of_month": {"day", "months"},
    "week_end_after_weeks": {"weeks"},
}


def due(rule: str, numbers: set[str]) -> str:
    written = "".join(f", {name}: 1" for name in sorted(numbers))
    payment = f"{{clock_starts: invoice_date, due: {{rule: {rule}{written}}}}}"
    return f"{SAFE}subcontract: {{payment: {payment}}}\n"


@pytest.mark.parametrize(("rule", "numbers"), RULES_OF_DUE.items())
def test_a_due_rule_takes_its_own_numbers(rule: str, numbers: set[str], tmp_path: Path) -> None:
    assert codes(tmp_path / "right", due(rule, numbers)) == []
    for number in numbers:
        found = codes(tmp_path / f"without-{number}", due(rule, numbers - {number}))
        assert found == ["due-rule-incomplete"]
    for number in {"days", "day", "months", "weeks"} - numbers:
        found = codes(tmp_path / f"with-{number}", due(rule, numbers | {number}))
        assert found == ["due-rule-incomplete"]


def test_a_due_date_needs_a_rule(tmp_path: Path) -> None:
    record = SAFE + "subcontract: {payment: {due: {days: 30}}}\n"
    assert codes(tmp_path, record) == ["due-rule-incomplete"]


THIRTY_DAYS = "clock_starts: invoice_received, due: {rule: days_after, days: 30}"


def payment(*said: str) -> str:
    return f"{SAFE}subcontract: {{payment: {{{', '.join(said)}}}}}\n"


@pytest.mark.parametrize(
    ("due", "wrong"),
    [
        ("{rule: days_after, days: 30}", True),
        ("{rule: day_of_month, day: 1, months: 0}", True),
        ("{rule: business_days_after, days: 5}", True),
        ("{rule: on_receipt}", False),
        ("{rule: in_advance}", False),
        ("{note: As ever}", False),
    ],
)
def test_days_are_counted_from_an_event(due: str, tmp_path: Path, *, wrong: bool) -> None:
    found = codes(tmp_path / "without", payment(f"due: {due}"))
    assert ("clock-two-readings" in found) == wrong
    found = codes(tmp_path / "with", payment(f"due: {due}", "clock_starts: certified"))
    assert "clock-two-readings" not in found


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("{rule: days_after, days: 30}", "due on 2026-03-29 by its date, and on 2026-04-01"),
        ("{rule: days_after_month_end, days: 0}", "due on 2026-02-28 by its date, and on 2026-03"),
        ("{rule: business_days_after, days: 1}", "due on 2026-03-02 by its date, and on 2026-03"),
        ("{rule: week_end_after_weeks, weeks: 0}", "due on 2026-03-01 by its date, and on 2026-03"),
    ],
)
def test_a_clock_that_nobody_named_shows_both_dates(due: str, said: str, tmp_path: Path) -> None:
    (found,) = messages(tmp_path, payment(f"due: {due}"), "clock-two-readings")
    assert said in found


RUNS = {
    "weekly": ("weekday: friday", {"weekday"}),
    "fortnightly": ("first: 2026-01-09", {"first", "weekday"}),
    "monthly": ("day: 25", {"day"}),
    "last_working_day": ("", set()),
}
RUN_FIELDS = {"weekday": "weekday: friday", "first": "first: 2026-01-09", "day": "day: 25"}


@pytest.mark.parametrize("every", RUNS)
def test_a_run_takes_its_own_fields(every: str, tmp_path: Path) -> None:
    needed, usable = RUNS[every]
    run = f"every: {every}, pays: after_due"
    complete = f"{run}, {needed}" if needed else run
    assert codes(tmp_path / "right", payment(THIRTY_DAYS, f"run: {{{complete}}}")) == []
    if needed:
        code = "fortnight-two-readings" if every == "fortnightly" else "run-incomplete"
        assert codes(tmp_path / "without", payment(THIRTY_DAYS, f"run: {{{run}}}")) == [code]
    for name, field in RUN_FIELDS.items():
        if field != needed:
            found = codes(tmp_path / name, payment(THIRTY_DAYS, f"run: {{{complete}, {field}}}"))
            assert found == ["run-incomplete"] * (name not in usable)


def test_a_run_that_says_no_rhythm_says_nothing(tmp_path: Path) -> None:
    found = codes(tmp_path / "day", payment(THIRTY_DAYS, "run: {weekday: friday}"))
    assert found == ["run-incomplete"]
    assert codes(tmp_path / "pays", payment(THIRTY_DAYS, "run: {pays: before_due}")) == found
    assert codes(tmp_path / "note", payment(THIRTY_DAYS, "run: {note: We tell you.}")) == []
    assert codes(tmp_path / "none", payment(THIRTY_DAYS, "run: {not_applicable: Cash.}")) == []


@pytest.mark.parametrize(
    ("run", "dates"),
    [
        ("every: weekly, weekday: friday", ("2026-03-06", "2026-03-13")),
        # The example's own Wednesday is a run, so the day after is shown.
        ("every: weekly, weekday: wednesday", ("2026-03-11", "2026-03-18")),
        ("every: fortnightly, first: 2026-01-09", ("2026-03-06", "2026-03-20")),
        ("every: fortnightly, first: 2027-01-01", ("2026-02-27", "2026-03-13")),
        ("every: monthly, day: 25", ("2026-02-25", "2026-03-25")),
        ("every: monthly, day: 5", ("2026-03-05", "2026-04-05")),
        ("every: monthly, day: 31", ("2026-02-28", "2026-03-31")),
        ("every: last_working_day", ("2026-02-27", "2026-03-31")),
    ],
)
def test_a_run_says_which_of_two_pays(run: str, dates: tuple[str, str], tmp_path: Path) -> None:
    record = payment(THIRTY_DAYS, f"run: {{{run}}}")
    assert codes(tmp_path, record) == ["run-two-readings"]
    (found,) = messages(tmp_path, record, "run-two-readings")
    assert f"in the run before, on {dates[0]}, or in the one after, on {dates[1]}" in found


def test_what_is_due_at_once_has_no_run_before(tmp_path: Path) -> None:
    run = "run: {every: weekly, weekday: friday}"
    for number, due in enumerate(
        ("due: {rule: on_receipt}", "due: {rule: in_advance}", "roll: next")
    ):
        said = payment("clock_starts: invoice_received", due, run)
        assert codes(tmp_path / str(number), said) == []


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("when: fortnightly", ["fortnight-two-readings"]),
        ("when: fortnightly, weekday: monday", ["fortnight-two-readings"]),
        ("when: fortnightly, first: 2026-01-05", []),
        ("when: fortnightly, weekday: monday, first: 2026-01-05", []),
        ("when: fortnightly, weekday: friday, first: 2026-01-05", ["fortnight-two-readings"]),
        ("when: weekly", ["billing-day-missing"]),
        ("when: weekly, weekday: friday", []),
        ("when: monthly", []),
        ("when: per_visit", []),
    ],
)
def test_a_bill_by_the_week_has_its_day(said: str, wrong: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, f"{SAFE}subcontract: {{invoicing: {{{said}}}}}\n") == wrong


@pytest.mark.parametrize(
    ("due", "wrong"),
    [
        ("{rule: days_after, days: 3653}", False),
        ("{rule: days_after, days: 3654}", True),
        ("{rule: business_days_after, days: 2609}", False),
        ("{rule: business_days_after, days: 2610}", True),
        ("{rule: week_end_after_weeks, weeks: 521}", False),
        ("{rule: week_end_after_weeks, weeks: 522}", True),
        ("{rule: day_of_month, day: 1, months: 121}", False),
        ("{rule: day_of_month, day: 1, months: 122}", True),
        ("{rule: month_end_after_days, days: 999999999}", True),
    ],
)
def test_no_bill_waits_more_than_ten_years(due: str, tmp_path: Path, *, wrong: bool) -> None:
    found = codes(tmp_path, payment("clock_starts: invoice_date", f"due: {due}"))
    assert found == ["wait-too-long"] * wrong


AFTER_THE_WORK = {
    *("job_completed", "deliverables_approved", "supply_date", "certified", "client_paid_us"),
}


@pytest.mark.parametrize("event", list(ClockStarts))
def test_in_advance_is_before_the_work(event: ClockStarts, tmp_path: Path) -> None:
    stop = "pay_when_paid: {long_stop: 60 days}"
    said = payment(f"clock_starts: {event}", "due: {rule: in_advance}", stop)
    assert codes(tmp_path, said) == ["paid-before-its-clock"] * (event in AFTER_THE_WORK)


@pytest.mark.parametrize(
    ("payment", "warned"),
    [
        ("clock_starts: client_paid_us", True),
        ("clock_starts: client_paid_us, pay_when_paid: {}", True),
        ("clock_starts: client_paid_us, pay_when_paid: {note: We chase them.}", True),
        ("clock_starts: client_paid_us, pay_when_paid: {long_stop: 90 days}", False),
        ("clock_starts: client_paid_us, pay_when_paid: {not_applicable: Escrow.}", False),
        ("pay_when_paid: {note: As ever.}", True),
        ("clock_starts: invoice_date", False),
        ("not_applicable: No money moves., clock_starts: client_paid_us", False),
    ],
)
def test_waiting_for_the_client_has_an_end(payment: str, tmp_path: Path, *, warned: bool) -> None:
    record = f"{SAFE}subcontract: {{payment: {{{payment}}}}}\n"
    assert codes(tmp_path, record) == ["pay-when-paid-without-long-stop"] * warned


def test_a_fee_may_wait_for_the_client(tmp_path: Path) -> None:
    payment = "{clock_starts: client_paid_us, due: {rule: on_receipt}}"
    record = f"{NAME}referral: {{we_refer: {{settlement: {{payment: {payment}}}}}}}\n"
    assert codes(tmp_path, record) == []


@pytest.mark.parametrize(
    ("rule", "longest"),
    [
        ("rule: days_after, days: 60", 60),
        ("rule: days_after, days: 61", 61),
        ("rule: business_days_after, days: 42", 59),
        ("rule: business_days_after, days: 43", 61),
        ("rule: days_after_month_end, days: 30", 60),
        ("rule: days_after_month_end, days: 31", 61),
        ("rule: month_end_after_days, days: 30", 60),
        ("rule: month_end_after_days, days: 31", 61),
        ("rule: day_of_month, day: 30, months: 1", 60),
        ("rule: day_of_month, day: 31, months: 1", 61),
        ("rule: day_of_month, day: 1, months: 2", 62),
        ("rule: week_end_after_weeks, weeks: 7", 55),
        ("rule: week_end_after_weeks, weeks: 8", 62),
        ("rule: on_receipt", 0),
        ("rule: in_advance", 0),
    ],
)
def test_sixty_days_are_no_warning(rule: str, longest: int, tmp_path: Path) -> None:
    record = f"{SAFE}country: GB\nsubcontract: {{payment: {{due: {{{rule}}}}}}}\n"
    said = messages(tmp_path, record, "payment-beyond-60-days")
    assert [message.split(", and")[0] for message in said] == (
        [f"payment can take {longest} days"] if longest > 60 else []
    )


@pytest.mark.parametrize(
    ("own", "ours", "warned"),
    [
        ("GB", "", True),
        ("IE", "", True),
        ("DE", "US", True),
        ("US", "GB", False),
        ("NO", "GB", False),
        ("", "GB", True),
        ("", "US", False),
        ("", "", False),
    ],
)
def test_the_law_is_that_of_the_partners_country_or_else_ours(
    own: str, ours: str, tmp_path: Path, *, warned: bool
) -> None:
    country = f"country: {own}\n" if own else ""
    payment = "{clock_starts: invoice_date, due: {rule: days_after, days: 61}}"
    record = f"{SAFE}{country}subcontract: {{payment: {payment}}}\n"
    ours_too = HOUSE + (f"country: {ours}\n" if ours else "")
    assert codes(tmp_path, record, ours_too) == ["payment-beyond-60-days"] * warned


# Referrals

DONE = (
    "trigger: client_paid, progress: {reported_by: us, every: 1 month},"
    " settlement: {invoiced_by: us}"
)
AGREED = "agreed: {on: 2026-02-03}\n"


def referral(scheme: str, more: str = AGREED) -> str:
    return f"{NAME}{more}referral: {{we_refer: {{{scheme}}}}}\n"


@pytest.mark.parametrize("kind", ["none", "reciprocal"])
def test_what_is_no_fee_needs_no_terms(kind: str, tmp_path: Path) -> None:
    assert codes(tmp_path, referral(f"fees: [{{name: None, kind: {kind}}}]", "")) == []


def test_a_gift_is_a_fee(tmp_path: Path) -> None:
    found = codes(tmp_path, referral("fees: [{name: Hamper, kind: gift}]", ""))
    assert set(found) == {
        "fee-without-trigger",
        "fee-without-progress-report",
        "fee-without-invoicer",
        "fee-without-agreed-date",
    }


def test_a_scheme_that_is_put_aside_needs_no_terms(tmp_path: Path) -> None:
    scheme = "not_applicable: They may not pay fees., fees: [{name: Fee, kind: flat}]"
    assert codes(tmp_path, referral(scheme, "")) == []


def test_the_day_of_agreement_is_missed_once_for_both_directions(tmp_path: Path) -> None:
    scheme = f"{{fees: [{{name: Fee, kind: gift}}], {DONE}}}"
    both = f"referral: {{we_refer: {scheme}, they_refer: {scheme}}}\n"
    record = f"{NAME}agreed: {{by: both directors}}\n{both}"
    assert codes(tmp_path, record) == ["fee-without-agreed-date"]


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (DONE, None),
        (DONE.replace("client_paid", "client_paid_n_months, trigger_months: 3"), None),
        (DONE.replace("client_paid", "client_paid_n_months"), "fee-without-trigger"),
        (DONE.replace("invoiced_by: us", "within: 5 days"), "fee-without-invoicer"),
        (DONE.replace("invoiced_by: us", "not_applicable: A credit."), None),
    ],
)
def test_a_fee_has_a_trigger_and_somebody_who_invoices_it(
    terms: str, code: str | None, tmp_path: Path
) -> None:
    found = codes(tmp_path, referral(f"fees: [{{name: Fee, kind: gift}}], {terms}"))
    assert found == ([code] if code else [])


OURS = "contacts: [{id: desk, call_for: [dispatch]}, {id: sales, call_for: [referrals]}]\n"
THEIRS = "contacts: [{id: desk, name: Theirs}, {id: yard, name: Yard}]\n"


def cures(root: Path, way: str, fee: str = "", contacts: str = "", ours: str = "") -> list[str]:
    """Return what a fee without an invoicer and a report is told to add."""
    fees = f"fees: [{{name: Fee, kind: gift{fee}}}], trigger: client_paid"
    record = f"{NAME}{AGREED}{contacts}referral: {{{way}: {{{fees}}}}}\n"
    return [problem.cure for problem in problems(root, record, HOUSE + ours)]


@pytest.mark.parametrize(
    ("way", "fee", "invoicer"),
    [
        ("we_refer", "", "us}' (or 'partner')"),
        ("they_refer", "", "partner}' (or 'us')"),
        ("they_refer", ", payer: us, payee: partner", "partner}' (or 'us')"),
        ("they_refer", ", payee: us", "us}' (or 'partner')"),
        ("we_refer", ", payer: us", "partner}' (or 'us')"),
        ("we_refer", ", payer: client, payee: client", "us}' (or 'partner')"),
    ],
)
def test_who_is_paid_is_the_first_to_be_named_for_the_invoice(
    way: str, fee: str, invoicer: str, tmp_path: Path
) -> None:
    assert f"add 'settlement: {{invoiced_by: {invoicer}" in cures(tmp_path, way, fee)


@pytest.mark.parametrize(
    ("way", "theirs", "ours", "report"),
    [
        ("we_refer", THEIRS, OURS, "reported_by: partner, to: referrals, every: 1 month"),
        ("we_refer", THEIRS, "", "reported_by: partner, every: 1 month"),
        ("they_refer", "", OURS, "reported_by: us, every: 1 month"),
        ("they_refer", THEIRS, "", "reported_by: us, to: desk, every: 1 month"),
        # 'desk' would mean ours.
        ("they_refer", THEIRS, OURS, "reported_by: us, to: yard, every: 1 month"),
        (
            "they_refer",
            THEIRS.replace("name: Yard", "call_for: [referrals]"),
            "",
            "reported_by: us, to: referrals, every: 1 month",
        ),
    ],
)
def test_who_gets_the_client_is_the_one_to_report_to_a_contact_of_the_other_side(
    way: str, theirs: str, ours: str, report: str, tmp_path: Path
) -> None:
    assert f"add 'progress: {{{report}}}'" in cures(tmp_path, way, "", theirs, ours)


@pytest.mark.parametrize("way", ["we_refer", "they_refer"])
def test_what_a_fee_is_told_to_add_can_be_added(way: str, tmp_path: Path) -> None:
    told = [cure.split("'")[1] for cure in cures(tmp_path, way, "", THEIRS, OURS)]
    scheme = ", ".join(["fees: [{name: Fee, kind: gift}], trigger: client_paid", *told])
    record = f"{NAME}{AGREED}{THEIRS}referral: {{{way}: {{{scheme}}}}}\n"
    assert codes(tmp_path / "mended", record, HOUSE + OURS) == []


@pytest.mark.parametrize(
    ("fee", "needs"),
    [
        ("kind: flat, amount: GBP 250", ""),
        ("kind: flat", "'amount'"),
        ("kind: percent, percent: 10%, of: setup", ""),
        ("kind: percent, of: setup", "'percent'"),
        ("kind: percent", "'percent' and 'of'"),
        ("kind: percent, of: setup, tiers: [{above: 0, percent: 5%}]", ""),
        ("kind: percent, tiers: [{above: 0, percent: 5%}]", "'of'"),
        ("kind: months_of_recurring, months: 0.5", ""),
        ("kind: months_of_recurring", "'months'"),
        ("kind: per_unit, amount: GBP 5, per: seat", ""),
        ("kind: per_unit", "'amount' and 'per'"),
        ("kind: credit", "'amount'"),
        ("kind: gift", ""),
    ],
)
def test_a_fee_has_the_figures_of_its_kind(fee: str, needs: str, tmp_path: Path) -> None:
    record = referral(f"fees: [{{name: Fee, {fee}}}], {DONE}")
    said = messages(tmp_path, record, "fee-without-value")
    assert [message.split(" needs ")[1] for message in said] == ([needs] if needs else [])


@pytest.mark.parametrize(
    ("fee", "first", "other"),
    [
        (
            "kind: percent, percent: 10%, of: setup, tiers: [{above: 10000, percent: 7.5%}]",
            "a value of 20000 the fee is 1,750.00",
            "1,500.00 when the step",
        ),
        (
            "kind: per_unit, amount: GBP 12, per: seat, tiers: [{above: 20, amount: GBP 15}]",
            "40 units the fee is 540.00",
            "600.00 when the step",
        ),
        (
            "kind: flat, amount: GBP 250, tiers: [{above: 10, amount: GBP 300}]",
            "a value of 20 the fee is 300.00",
            "250.00 when they count referrals",
        ),
        (
            "kind: gift, tiers: [{above: 0, amount: GBP 30}]",
            "a value of 1000 the fee is 30.00",
            "30.00 when they count referrals",
        ),
        (
            "kind: percent, percent: 5%, of: monthly_recurring",
            "of 100.00 a month it is 5.00",
            "60.00 when it is paid for a year",
        ),
    ],
)
def test_a_fee_with_two_readings_shows_both_amounts(
    fee: str, first: str, other: str, tmp_path: Path
) -> None:
    record = referral(f"fees: [{{name: Fee, {fee}}}], {DONE}")
    (said,) = messages(tmp_path, record, "fee-two-readings")
    assert first in said
    assert other in said


@pytest.mark.parametrize(
    "fee",
    [
        "kind: percent, percent: 5%, of: monthly_recurring, lasts: 1 month",
        "kind: percent, percent: 5%, of: monthly_recurring, ends_when: The client leaves",
        "kind: percent, percent: 5%, of: first_year",
        "kind: percent, of: setup, tiers: [{above: 0, percent: 5%}], tiers_apply: to_everything",
        "kind: none",
    ],
)
def test_a_fee_that_chose_has_one_reading(fee: str, tmp_path: Path) -> None:
    assert codes(tmp_path, referral(f"fees: [{{name: Fee, {fee}}}], {DONE}")) == []


@pytest.mark.parametrize(
    ("fee", "wrong"),
    [
        ("tiers: [{above: 0, amount: GBP 5}, {above: 10, amount: GBP 6}]", None),
        ("tiers: [{above: 10, amount: GBP 5}, {above: 10, amount: GBP 6}]", "starts above 10"),
        ("tiers: [{above: 10, amount: GBP 5}, {above: 9.5, amount: GBP 6}]", "starts above 9.5"),
        ("tiers: [{amount: GBP 5}]", "does not say where it starts"),
        ("tiers: [{above: 10}]", "needs 'amount'"),
        ("tiers: [{above: 10, percent: 5%}]", "needs 'amount'"),
        ("tiers: [{above: 10, amount: GBP 5, percent: 5%}]", "does not use 'percent'"),
    ],
)
def test_steps_of_a_fee_rise_and_have_their_figure(
    fee: str, wrong: str | None, tmp_path: Path
) -> None:
    own = "name: Fee, kind: per_unit, per: seat, amount: GBP 4, tiers_apply: to_everything"
    record = referral(f"fees: [{{{own}, {fee}}}], {DONE}")
    said = messages(tmp_path, record, "fee-steps-out-of-order")
    assert len(said) == (wrong is not None)
    assert all(wrong in each for each in said if wrong)


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ("minimum: GBP 50, cap: GBP 50.00", None),
        ("minimum: GBP 50.01, cap: GBP 50", "fee-limits-crossed"),
        ("minimum: GBP 50, cap: EUR 40", "fee-currencies-differ"),
        ("amount: GBP 50, cap: EUR 40", "fee-currencies-differ"),
        ("minimum: EUR 50, cap: EUR 60", None),
    ],
)
def test_the_limits_of_a_fee_leave_an_amount(limits: str, code: str | None, tmp_path: Path) -> None:
    record = referral(f"fees: [{{name: Fee, kind: gift, {limits}}}], {DONE}")
    assert codes(tmp_path, record) == ([code] if code else [])


# The record as a whole


@pytest.mark.parametrize(("score", "on_scale"), [(0, False), (1, True), (5, True), (6, False)])
def test_a_score_is_from_one_to_five(score: int, tmp_path: Path, *, on_scale: bool) -> None:
    found = codes(tmp_path, f"{NAME}fit: {{score: {score}}}\n")
    assert found == ["score-out-of-range"] * (not on_scale)


@pytest.mark.parametrize(
    ("about", "known"),
    [
        ("subcontract", True),
        ("subcontract.payment", True),
        ("subcontract.pricing.rates", True),
        ("subcontract.standards.labelling", True),
        ("nda.signed_on", True),
        ("payment", False),
        ("subcontract.", False),
        ("subcontract.payment.due.rule.days", False),
        (".", False),
    ],
)
def test_a_term_is_about_something_that_there_is(
    about: str, tmp_path: Path, *, known: bool
) -> None:
    record = f'{NAME}other_terms: [{{title: One, text: Two., about: "{about}"}}]\n'
    assert codes(tmp_path, record) == ["unknown-clause"] * (not known)


RATE = "{name: Work, rate: GBP 1, effective_from: FIRST, effective_to: LAST}"


@pytest.mark.parametrize(
    "dates",
    [
        "nda: {signed_on: FIRST, expires: LAST}",
        "consultancy_agreement: {signed_on: FIRST, expires: LAST}",
        "governance: {term: {starts: FIRST, ends: LAST}}",
        f"subcontract: {{pricing: {{rates: [{RATE}]}}}}",
    ],
)
@pytest.mark.parametrize(("last", "wrong"), [("2026-03-02", False), ("2026-03-01", True)])
def test_a_day_is_the_shortest_time(dates: str, last: str, tmp_path: Path, *, wrong: bool) -> None:
    start = NAME if dates.startswith("nda") else SAFE
    record = f"{start}{dates}\n".replace("FIRST", "2026-03-02").replace("LAST", last)
    assert codes(tmp_path, record) == ["dates-out-of-order"] * wrong


# Warnings that are accepted

LONG = f"{PAPER}client_protection: {{non_engagement: {{after: 3 years}}}}\nsubcontract:\n"


def test_a_warning_that_is_accepted_is_silent_for_this_partner_alone(tmp_path: Path) -> None:
    accepted = LONG + "accepted: [{check: restraint-beyond-24-months, why: As ever.}]\n"
    found = load(tmp_path, {"one.yml": accepted, "other.yml": LONG}).problems
    assert [(each.mark.file, each.code) for each in found] == [
        ("partners/other.yml", "restraint-beyond-24-months")
    ]


@pytest.mark.parametrize(
    ("check", "cure"),
    [
        ("restraint-beyond-24-month", "did you mean 'restraint-beyond-24-months'?"),
        ("subcontract-without-nda", "put it right"),
        ("text-after-hash", "write the code of a warning"),
        ("accepted-in-vain", "write the code of a warning"),
        ("anything", "write the code of a warning"),
    ],
)
def test_only_warnings_of_rules_are_accepted(check: str, cure: str, tmp_path: Path) -> None:
    [problem] = problems(tmp_path, f"{NAME}accepted: [{{check: {check}, why: So.}}]\n")
    assert (problem.code, problem.severity) == ("unknown-warning", Severity.ERROR)
    assert problem.cure.startswith(cure)


def test_an_entry_that_accepts_nothing_is_told(tmp_path: Path) -> None:
    assert codes(tmp_path, NAME + "accepted: [{why: So.}]\n") == ["unknown-warning"]


def test_an_error_stands_though_it_is_accepted(tmp_path: Path) -> None:
    record = f"{NAME}fit: {{score: 9}}\naccepted: [{{check: score-out-of-range, why: So.}}]\n"
    assert codes(tmp_path, record) == ["score-out-of-range", "unknown-warning"]


# What concerns the house


def test_what_the_house_says_wrong_is_told_once_and_where_it_stands(tmp_path: Path) -> None:
    defaults = "defaults:\n  subcontract:\n    payment:\n      due: {rule: days_after}\n"
    files = {"one.yml": f"{SAFE}subcontract:\n", "two.yml": f"{SAFE}subcontract:\n"}
    found = load(tmp_path, {**files, HOUSE_FILE: HOUSE + defaults}).problems
    assert len(found) == 1, printed(found)
    assert (found[0].mark.file, found[0].mark.line) == ("partners/_house.yml", 5)
    assert found[0].field == "defaults.subcontract.payment.due"


def test_no_two_rules_have_one_code() -> None:
    listed = [rule.code for rule in RULES]
    assert len(listed) == len(set(listed))


# The arithmetic of the week


SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], sum(pair)))
)


def minutes(found: list[tuple[int, int]]) -> set[int]:
    return set(chain.from_iterable(range(first, last) for first, last in found))


@given(SPANS, SPANS)
def test_what_is_left_of_spans_is_what_the_parts_do_not_cover(
    whole: list[tuple[int, int]], parts: list[tuple[int, int]]
) -> None:
    left = without(merged(whole), merged(parts))
    assert minutes(left) == minutes(whole) - minutes(parts)
    assert merged(left) == left


@given(SPANS)
def test_merged_spans_cover_the_same_and_do_not_touch(found: list[tuple[int, int]]) -> None:
    one = merged(found)
    assert minutes(one) == minutes(found)
    assert all(before[1] < after[0] for before, after in pairwise(one))


TIMES = st.integers(0, DAY_MINUTES).map(TimeOfDay)


@given(st.sets(st.integers(0, 6), min_size=1), TIMES, TIMES)
def test_a_window_covers_each_day_once_and_stays_in_the_week(
    days: set[int], start: TimeOfDay, end: TimeOfDay
) -> None:
    found = spans(tuple(sorted(days)), start.minutes, end.minutes)
    length = (end.minutes - start.minutes) % DAY_MINUTES or DAY_MINUTES
    expected = {
        (day * DAY_MINUTES + start.minutes + minute) % WEEK_MINUTES
        for day in days
        for minute in range(length)
    }
    assert minutes(found) == expected
    assert all(0 <= first < last <= WEEK_MINUTES for first, last in found)
