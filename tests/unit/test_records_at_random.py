"""Records made up and records spoilt: whatever is written, all is told well or made well.

With `FUZZ_EXAMPLES=5000` in the environment this looks further, and `make fuzz` further yet.
"""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from fuzz.target import OF_HOUSE, run
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from macros.book import HOUSE_FILE, Book
from macros.records.house import House
from macros.records.partner import Partner
from macros.records.problems import MOST
from macros.records.rules import RULES
from support.made_up import record
from support.mutation import dice, mutated, written
from support.records import load
from support.wringer import Made, commanded, told_well, wring

RECORDS = Path(__file__).resolve().parents[1] / "records"
SAMPLES = Path(__file__).resolve().parents[2] / "partners"
HOUSE = (RECORDS / HOUSE_FILE).read_bytes()
WRITTEN = sorted([*SAMPLES.glob("[!_]*.yml"), *RECORDS.glob("good/*.yml")])
CORPUS = sorted(Path(__file__).resolve().parents[1].joinpath("fuzz", "corpus").glob("*.yml"))


def examples(count: int) -> settings:
    """Return settings for `count` examples, the same ones in every run; or for as many as asked."""
    asked = os.environ.get("FUZZ_EXAMPLES")
    return settings(
        max_examples=int(asked or count),
        derandomize=not asked,
        # What it found is told at once; to make it small takes minutes.
        phases=tuple(Phase) if asked else (Phase.explicit, Phase.generate),
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def as_json(tree: dict[str, Any]) -> str:
    # YAML knows no letter that JSON writes in two codes.
    return json.dumps(tree, ensure_ascii=False)


def book_of(own: dict[str, Any], house: dict[str, Any]) -> Book:
    with tempfile.TemporaryDirectory() as folder:
        files = {"example.yml": as_json(own), HOUSE_FILE: as_json(house)}
        return load(Path(folder), dict(files))


def wrung(files: dict[str, bytes], *, commands: bool = False) -> Made:
    with tempfile.TemporaryDirectory() as folder:
        made = wring(Path(folder), files)
        if commands:
            commanded(Path(folder), "example")
        return made


def said(book: Book) -> list[tuple[str, str, str]]:
    return sorted((each.code, each.field, each.message) for each in book.problems)


FOUND_LATER = {
    *("duplicate-item", "unknown-warning", "accepted-in-vain", "too-many-problems"),
    "agreed-terms-missing",
}


@examples(30)
@given(record(Partner), record(House))
def test_whatever_is_combined_is_judged(own: dict[str, Any], house: dict[str, Any]) -> None:
    book = book_of(own, house)
    files = {"example.yml": as_json(own).encode(), HOUSE_FILE: as_json(house).encode()}
    for problem in book.problems:
        told_well(problem, files)
    assert {each.code for each in book.problems} <= {rule.code for rule in RULES} | FOUND_LATER
    assert len(book.problems) <= 2 * (MOST + 1)
    # What has the right form has a page, unless the rules object.
    assert book.house is not None
    assert list(book.playbooks) == ["example"]


@examples(6)
@given(record(Partner), record(House), st.integers(0, 2**32))
def test_whatever_is_combined_makes_the_same_pages_again(
    own: dict[str, Any], house: dict[str, Any], style: int
) -> None:
    first = {"example.yml": as_json(own).encode(), HOUSE_FILE: as_json(house).encode()}
    random = dice(style)
    again = {"example.yml": written(own, random), HOUSE_FILE: written(house, random)}
    made, once_more = wrung(first, commands=True), wrung(again)
    # The places are others: what is said of them, and every page, is the same.
    told = [
        sorted((each.code, each.field) for each in each.book.problems) for each in (made, once_more)
    ]
    assert told[0] == told[1]
    assert made.pages == once_more.pages


@examples(20)
@given(st.sampled_from(WRITTEN), st.integers(0, 2**32))
def test_a_record_that_is_spoilt_is_told_or_shown(path: Path, spoils: int) -> None:
    content = mutated(path.read_bytes(), Partner, dice(spoils))
    wrung({"example.yml": content, HOUSE_FILE: HOUSE}, commands=spoils % 8 == 0)


@examples(8)
@given(st.integers(0, 2**32))
def test_a_house_that_is_spoilt_is_told_or_shown(spoils: int) -> None:
    house = mutated(HOUSE, House, dice(spoils))
    own = RECORDS / "good" / "subcontract-and-referral.yml"
    wrung({"example.yml": own.read_bytes(), HOUSE_FILE: house})


def test_items_that_say_nothing_are_no_table() -> None:
    work = "subcontract: {pricing: {rates: [{}, {}]}, on_site: {no_answer: [{}], check_in: [{}]}}"
    referral = "referral: {we_refer: {fees: [{}]}, they_refer: {fees: [{}]}}"
    text = f"name: A\nstatus: active\nother_terms: [{{}}]\n{work}\n{referral}\n"
    wrung({"example.yml": text.encode()}, commands=True)


def test_what_fuzzing_found_worth_keeping_still_holds(tmp_path: Path) -> None:
    assert len(CORPUS) >= 20
    assert any(path.read_bytes().startswith(OF_HOUSE) for path in CORPUS)
    for path in CORPUS:
        run(tmp_path, path.read_bytes())
