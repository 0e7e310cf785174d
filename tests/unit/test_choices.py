"""Words that are no choice: which one is guessed, and that a cure can be followed."""

from pathlib import Path

import pytest

from macros.book import HOUSE_FILE
from support.records import HOUSE, load

NAME = "name: Example Cabling\nstatus: active\n"
PAPER = "nda: {signed_on: 2026-03-02}\n"


def cure(root: Path, record: str, field: str) -> str:
    """Return what a record is told to write for a field."""
    found = load(root, {"example.yml": NAME + PAPER + record, HOUSE_FILE: HOUSE}).problems
    return next(problem.cure for problem in found if problem.field == field)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("client_signed", "signed"),
        ("Client signed", "signed"),
        ("client-payed", "client_paid"),
        ("client_paid_n_month", "client_paid_n_months"),
        ("the client_paid it for n months", "client_paid_n_months"),
        ("Introduced", "introduced"),
    ],
)
def test_the_choice_that_is_clearly_meant_is_guessed(
    written: str, meant: str, tmp_path: Path
) -> None:
    found = cure(
        tmp_path, f"referral: {{we_refer: {{trigger: {written}}}}}\n", "referral.we_refer.trigger"
    )
    assert found.startswith(f"did you mean '{meant}'? it takes one of: introduced, ")


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("subcontract.payment.method", "bank transfer"),
        ("subcontract.payment.method", "transfer"),
        ("subcontract.invoicing.when", "end of month"),
        # As near to one as to the other.
        ("subcontract.invoicing.when", "per visit or per ticket"),
        ("subcontract.invoicing.when", "soon"),
    ],
)
def test_all_choices_are_listed_where_none_is_clearly_meant(
    field: str, written: str, tmp_path: Path
) -> None:
    work, block, name = field.split(".")
    found = cure(tmp_path, f"{work}: {{{block}: {{{name}: {written}}}}}\n", field)
    assert found.startswith("write one of: ")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("dispatch", "write 'call_for: [dispatch]'"),
        ("dispatch, accounts", "write 'call_for: [dispatch, accounts]'"),
        ("acounts", "did you mean 'call_for: [accounts]'? it takes one or more of: dispatch, "),
        ("dispatch, boss", "write in brackets, as in 'call_for: [dispatch]', one or more of: "),
        ("boss", "write in brackets, as in 'call_for: [dispatch]', one or more of: dispatch, "),
    ],
)
def test_a_list_is_never_to_be_made_of_words_that_it_does_not_take(
    written: str, told: str, tmp_path: Path
) -> None:
    record = f"contacts:\n  - id: yard\n    call_for: {written}\n"
    assert cure(tmp_path, record, "contacts[1].call_for").startswith(told)


@pytest.mark.parametrize(
    ("written", "rule", "days"),
    [
        ("30 days", "days_after", 30),
        ("30", "days_after", 30),
        ("Net 14", "days_after", 14),
        ("1 day", "days_after", 1),
        ("within 10 working days", "business_days_after", 10),
        ("5 business days net", "business_days_after", 5),
    ],
)
def test_days_alone_are_given_their_rule(
    written: str, rule: str, days: int, tmp_path: Path
) -> None:
    record = "subcontract: {payment: {clock_starts: invoice_date, due: DUE}}\n"
    due = f"{{rule: {rule}, days: {days}}}"
    field = "subcontract.payment.due"
    assert cure(tmp_path, record.replace("DUE", written), field) == f"write 'due: {due}'"
    mended = NAME + PAPER + record.replace("DUE", due)
    told = load(tmp_path / "mended", {"example.yml": mended, HOUSE_FILE: HOUSE}).problems
    assert field not in {problem.field for problem in told}


@pytest.mark.parametrize("written", ["soon", "0 days", "9999 days", "30 days after the audit"])
def test_what_is_not_days_alone_is_given_no_rule(written: str, tmp_path: Path) -> None:
    record = f"subcontract: {{payment: {{due: {written}}}}}\n"
    assert "such as 'rule' and 'days'" in cure(tmp_path, record, "subcontract.payment.due")
