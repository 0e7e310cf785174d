"""Records made up from the schema: whatever is combined, the rules have something to say of it."""

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.book import HOUSE_FILE, Book
from macros.records.fields import Block, Choice, Shape, shapes
from macros.records.house import House
from macros.records.partner import Partner
from macros.records.problems import MOST, Problem
from macros.records.rules import RULES
from macros.records.scalars import (
    Count,
    Date,
    DayOfMonth,
    Days,
    Distance,
    Duration,
    Hours,
    Id,
    Money,
    Number,
    Pattern,
    Percent,
    Scalar,
    Text,
    TimeOfDay,
)
from support.records import load

# Few words, so that names refer to each other and windows and dates meet.
TEXTS: dict[type[Scalar], list[str]] = {
    Count: ["0", "1", "5", "60", "90", "999999999"],
    Date: ["2026-01-31", "2026-02-01", "0001-01-01", "9999-12-31"],
    DayOfMonth: ["1", "31"],
    Days: ["Mon", "Mon-Fri", "Sat-Mon", "Mon-Sun"],
    Distance: ["20 miles", "150 mm"],
    Duration: ["0 minutes", "24 months", "731 days", "99999 years"],
    Hours: ["24/7", "Mon-Fri 08:00-17:30", "Sun 22:00-06:00"],
    Id: ["desk", "dispatch", "nobody"],
    Money: ["GBP 0", "GBP 45.00", "EUR 999999999999.9999"],
    Number: ["0", "1.5"],
    Pattern: ["[A-Z]{3}", "(a+)+b", ""],
    Percent: ["0%", "10%"],
    Text: ["ABC", "subcontract.payment", "restraint-beyond-24-months", "x" * 300, "EOM\n{{ 7*7 }}"],
    TimeOfDay: ["00:00", "08:00", "17:30", "24:00"],
}


def scalar(kind: type[Scalar] | type[Choice]) -> st.SearchStrategy[str]:
    if issubclass(kind, Choice):
        return st.sampled_from([choice.value for choice in kind])
    return st.sampled_from(TEXTS.get(kind, [kind.example]))


def several(item: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(item, max_size=3) | st.fixed_dictionaries({"add": st.lists(item, max_size=2)})


@cache
def record(block: type[Block]) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy of blocks; each field may be there or not."""
    needed = {name: value(shape) for name, shape in shapes(block).items() if shape.required}
    free = {name: value(shape) for name, shape in shapes(block).items() if not shape.required}
    return st.fixed_dictionaries(needed, optional=free)


def value(shape: Shape) -> st.SearchStrategy[Any]:
    match shape.kind:
        case "scalar":
            return scalar(shape.type)
        case "scalars":
            return several(scalar(shape.type))
        case "block":
            return record(shape.type)
        case "blocks":
            return several(record(shape.type))


def book_of(own: dict[str, Any], house: dict[str, Any]) -> Book:
    with tempfile.TemporaryDirectory() as folder:
        files = {"example.yml": json.dumps(own), HOUSE_FILE: json.dumps(house)}
        return load(Path(folder), dict(files))


FOUND_LATER = {
    *("duplicate-item", "unknown-warning", "accepted-in-vain", "too-many-problems"),
    "agreed-terms-missing",
}


def is_well_told(problem: Problem) -> bool:
    return str(problem).isprintable() and len(str(problem)) < 1000 and bool(problem.cure)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(record(Partner), record(House))
def test_whatever_is_combined_is_judged(own: dict[str, Any], house: dict[str, Any]) -> None:
    book = book_of(own, house)
    assert all(map(is_well_told, book.problems))
    assert {each.code for each in book.problems} <= {rule.code for rule in RULES} | FOUND_LATER
    assert len(book.problems) <= 2 * (MOST + 1)
    # What has the right form has a page, unless the rules object.
    assert book.house is not None
    assert list(book.playbooks) == ["example"]


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(record(Partner), record(House))
def test_the_same_files_say_the_same_again(own: dict[str, Any], house: dict[str, Any]) -> None:
    first, again = book_of(own, house), book_of(own, house)
    assert first.problems == again.problems
    assert first.playbooks["example"].partner == again.playbooks["example"].partner
