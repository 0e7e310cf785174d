"""The fingerprint stands for the terms: not for how they are written, nor for the words beside."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.book import Book
from macros.records.fields import Audience, Block, shapes
from macros.records.partner import Partner
from macros.records.playbook import Playbook, value_at
from macros.records.scalars import YesNo
from macros.records.source import parse
from macros.terms.fingerprint import fingerprint, short
from macros.terms.spelling import spelling
from macros.terms.term import terms, terms_of
from support.full import Leaf, Said, changed, full
from support.records import load, playbook

ROOT = Path(__file__).resolve().parents[2]
HOUSE = "name: Example MSP\n"
SMALL = "name: Example Cabling\nstatus: active\nnda: {survives: 3 years}\n"

# What two sides do not agree: who one is and whom one rings, remarks, reasons, facts on file.
BESIDE = {
    *("name", "kind", "trading_as", "tax_number", "language", "website", "contacts", "agreed"),
    *(f"nda.{field}" for field in ("signed_on", "expires", "reference")),
    *(f"consultancy_agreement.{field}" for field in ("signed_on", "expires", "reference")),
    *(f"assurance.insurance.{field}" for field in ("held", "insurer", "insured_name", "expires")),
    *(f"assurance.certifications.{field}" for field in ("reference", "expires")),
    "assurance.checks.last_done",
    "subcontract.security.data.agreement_signed",
    "subcontract.tax.form_on_file",
    "governance.review.last",
}
BESIDE_ANYWHERE = ("note", "why", "source", "applies_to")


def of(partner: Block) -> str:
    return fingerprint(terms(partner))


@cache
def _record(turn: int) -> tuple[Partner, tuple[Leaf, ...]]:
    record = full(Partner, turn=turn)
    return Partner.model_validate(json.loads(record.text())), record.leaves


def _is_beside(leaf: Leaf) -> bool:
    names = leaf.field.split(".")
    title = names[-1] == "title" and "standards" in names
    return (
        leaf.audience is Audience.INTERNAL
        or title
        or names[-1] in BESIDE_ANYWHERE
        or any(leaf.field == field or leaf.field.startswith(f"{field}.") for field in BESIDE)
    )


def _another(leaf: Leaf, value: Any) -> object:  # noqa: ANN401 - of any type
    """Return a value that says something else."""
    kind = leaf.shape.type
    if leaf.shape.kind == "scalars":
        return value[:1]
    if kind is YesNo:
        return YesNo(not value)
    words = [each for each in kind if each != value] if hasattr(kind, "__members__") else []
    return words[0] if words else None


@pytest.mark.parametrize("turn", range(3))
def test_each_term_counts_and_nothing_else(turn: int) -> None:
    partner, leaves = _record(turn)
    before = of(partner)
    seen = set()
    for leaf in leaves:
        value = value_at(partner, leaf.path)
        for other in (_another(leaf, value), None):
            if other is None and leaf.shape.required:
                continue
            counts = of(changed(partner, leaf.path, other)) != before
            assert counts is not _is_beside(leaf), leaf.field
        seen.add(leaf.field)
    assert len(seen) > 200


def test_a_clause_put_aside_counts_and_its_reason_does_not() -> None:
    put_aside = Partner.model_validate({**_small(), "nda": {"not_applicable": "A public body."}})
    reworded = Partner.model_validate({**_small(), "nda": {"not_applicable": "Public body"}})
    nothing = Partner.model_validate(_small())
    assert of(put_aside) == of(reworded) != of(nothing)


def _small() -> dict[str, Any]:
    return {"name": "Example Cabling", "status": "active"}


@pytest.mark.parametrize(
    ("path", "block"),
    [
        ("referral", {}),
        ("referral", {"they_refer": {}}),
        ("subcontract", {"payment": {"pay_when_paid": {}}}),
    ],
)
def test_a_block_that_speaks_by_being_there_counts(path: str, block: dict[str, Any]) -> None:
    there = Partner.model_validate({**_small(), path: block})
    assert of(there) != of(Partner.model_validate(_small()))


# How it is written


def _flow(value: Said, random: Random) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_flow(each, random) for each in value)}]"
    if isinstance(value, dict):
        items = list(value.items())
        random.shuffle(items)
        return f"{{{', '.join(f'{key}: {_flow(each, random)}' for key, each in items)}}}"
    single = f"'{value.replace(chr(39), chr(39) * 2)}'"
    return random.choice([single, json.dumps(value, ensure_ascii=False)])


@given(st.randoms(use_true_random=False))
def test_order_quotes_and_remarks_make_no_difference(random: Random) -> None:
    partner, _ = _record(0)
    record = json.loads(full(Partner).text())
    # At the root a block, so that remarks can stand between its fields.
    text = "\n".join(
        f"# Remark {number}\n{key}: {_flow(value, random)}"
        for number, (key, value) in enumerate(random.sample(list(record.items()), len(record)))
    )
    assert of(_read(text)) == of(partner)


def _read(text: str) -> Partner:
    document = parse(text.encode(), "partners/example.yml")
    assert document.problems == []
    return Partner.model_validate(document.root.plain())


@given(st.randoms(use_true_random=False))
def test_the_order_of_a_list_makes_no_difference_but_of_steps(random: Random) -> None:
    record = json.loads(full(Partner).text())
    assert of(Partner.model_validate(_shuffled(record, random))) == of(_record(0)[0])


IN_ORDER = {"no_answer", "conduct_ladder"}


def _shuffled(value: Said, random: Random, name: str = "") -> Said:
    if isinstance(value, dict):
        return {key: _shuffled(each, random, key) for key, each in value.items()}
    if isinstance(value, list):
        items = [_shuffled(each, random) for each in value]
        return items if name in IN_ORDER else random.sample(items, len(items))
    return value


def test_the_order_of_steps_counts() -> None:
    steps = [{"do": "Ring the desk"}, {"do": "Go home"}]
    ladder = ["a talk", "a letter"]
    made = [
        of(Partner.model_validate({**_small(), "subcontract": {part: {field: items}}}))
        for part, field, items in (
            ("on_site", "no_answer", steps),
            ("on_site", "no_answer", steps[::-1]),
            ("security", "conduct_ladder", ladder),
            ("security", "conduct_ladder", ladder[::-1]),
        )
    ]
    assert len(set(made)) == 4


EQUAL = [
    ("subcontract.pricing.not_to_exceed", "GBP 45.00", "GBP 45.0"),
    ("subcontract.pricing.not_to_exceed", "GBP 1,000", "GBP 1000.00"),
    ("subcontract.pricing.day_length", "1 hour", "60 minutes"),
    ("subcontract.pricing.day_length", "7.5 hours", "450 min"),
    ("nda.survives", "3 years", "36 months"),
    ("subcontract.invoicing.within", "2 weeks", "14 days"),
    ("subcontract.invoicing.within", "5 working days", "5 business days"),
    ("subcontract.invoicing.cut_off", "05", "5"),
    ("subcontract.tax.rate", "20%", "20.0%"),
    ("subcontract.pricing.travel.free_radius", "1 km", "1000 m"),
    ("subcontract.pricing.travel.free_radius", "1 mile", "5280 ft"),
    ("subcontract.scope.hours", "Mon-Fri 08:00-17:00", "Fri, Mon-Thu 08:00-17:00"),
    ("subcontract.scope.hours", "24/7", "Mon-Sun 00:00-24:00"),
    ("governance.disputes", "The owners  talk.", "The owners\ntalk.\n"),
    ("governance.disputes", "Caf\u00e9", "Cafe\u0301"),
    ("subcontract.payment.late.kind", "statutory", "statutory"),
    ("consultancy_agreement.restates_nda", "yes", "True"),
]
UNEQUAL = [
    ("subcontract.pricing.not_to_exceed", "GBP 45.00", "EUR 45.00"),
    ("subcontract.pricing.not_to_exceed", "GBP 45.00", "GBP 45.01"),
    ("subcontract.invoicing.within", "1 day", "24 hours"),
    ("subcontract.invoicing.within", "1 month", "30 days"),
    ("subcontract.invoicing.within", "5 days", "5 business days"),
    ("subcontract.standards.labelling.regex", "A  B", "A B"),
    ("governance.disputes", "The owners talk", "The owners talk."),
]


def _with(field: str, value: str) -> str:
    made: Any = value
    for name in reversed(field.split(".")):
        made = {name: made}
    return of(Partner.model_validate({**_small(), **made}))


@pytest.mark.parametrize(("field", "one", "other"), EQUAL)
def test_what_says_the_same_is_equal(field: str, one: str, other: str) -> None:
    assert _with(field, one) == _with(field, other)


@pytest.mark.parametrize(("field", "one", "other"), UNEQUAL)
def test_what_says_something_else_is_not(field: str, one: str, other: str) -> None:
    assert _with(field, one) != _with(field, other)


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_two_texts_are_equal_where_their_words_are(one: str, other: str) -> None:
    text = shapes(Partner)["legal_name"].type
    same = spelling(text(one)).split() == spelling(text(other)).split()
    assert (spelling(text(one)) == spelling(text(other))) is same


# Anywhere


def test_it_is_the_same_on_every_machine(tmp_path: Path) -> None:
    """Written down once: who signs a paper compares it years later, on another computer."""
    assert fingerprint(terms_of(playbook(tmp_path, SMALL))) == (
        "v1-24dab92095912c6cb5776f71419a7877a949a0f3d8a4ab157a039823ad259e33"
    )
    code = (
        "from pathlib import Path; from macros.book import Book;"
        "from macros.terms.fingerprint import fingerprint; from macros.terms.term import terms_of;"
        "print([fingerprint(terms_of(each)) for each in"
        " Book.load(Path('.')).playbooks.values()])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for settings in (
            {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "de_DE.UTF-8"},
            {"PYTHONHASHSEED": "2", "TZ": "UTC", "LC_ALL": "C"},
        )
    }
    assert len(said) == 1


def test_a_record_may_move_and_may_say_what_the_house_says(tmp_path: Path) -> None:
    house = f"{HOUSE}defaults: {{nda: {{survives: 3 years}}}}\n"
    record = "name: Other\nstatus: paused\n"
    book = load(tmp_path, {"a.yml": record + "nda: {}\n", "b.yml": SMALL, "_house.yml": house})
    assert fingerprint(terms_of(book.playbooks["a"])) == fingerprint(terms_of(book.playbooks["b"]))


def _samples() -> dict[str, Playbook]:
    return dict(Book.load(ROOT).playbooks)


def test_what_is_known_of_the_house_is_what_the_record_itself_gives() -> None:
    """The terms that the house alone says are worked out once; they are the same as each time."""
    for each in _samples().values():
        assert terms_of(each) == terms(each.partner)


def test_the_short_form_is_read_in_groups() -> None:
    assert short("v1-24dab92095912c6cb577") == "24da b920 9591"
