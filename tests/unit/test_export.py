"""Exports hold what their reader may see, to the digit, and other programs read them back."""

import csv
import dataclasses
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.book import HOUSE_FILE
from macros.outputs.export import Row, as_csv, as_json, harmless
from macros.outputs.files import write_whole
from macros.records.fields import Audience
from macros.records.house import House
from macros.records.partner import Partner
from macros.records.playbook import Playbook, Setting
from macros.records.scalars import Prose
from macros.records.source import field_name
from support.full import FOUND_AGAIN, Full, Leaf, changed, full, is_reference
from support.records import load, playbook

READERS = list(Audience)
ORDER = [Audience.INTERNAL, Audience.COMMERCIAL, Audience.ONSITE]
ROOT = Path(__file__).resolve().parents[2]


class Case(NamedTuple):
    """A record that says everything, laid over a house that says everything else."""

    partner: Full
    house: Full
    playbook: Playbook


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    partner = full(Partner, mark="own")
    house = full(House, turn=1, mark="house", start=5000)
    root = tmp_path_factory.mktemp("export")
    book = load(root, {"example.yml": partner.text(), HOUSE_FILE: house.text()})
    return Case(partner, house, book.playbooks["example"])


def _sees(reader: Audience, leaf: Leaf) -> bool:
    return ORDER.index(reader) <= ORDER.index(leaf.audience)


def _json(found: Playbook, reader: Audience = Audience.INTERNAL) -> dict[str, Any]:
    read = json.loads(as_json([found], reader))
    assert read["audience"] == reader
    (partner,) = read["partners"]
    assert isinstance(partner, dict)
    return partner


def _rows(found: Playbook, reader: Audience = Audience.INTERNAL) -> list[Row]:
    head, *rows = csv.reader(StringIO(as_csv([found], reader), newline=""), strict=True)
    assert tuple(head) == Row._fields
    return [Row(*map(_as_written, row)) for row in rows]


def _as_written(cell: str) -> str:
    """Take away the apostrophe that the export has put before what looks like a formula."""
    bare = cell.lstrip("'")
    return cell[1:] if cell != bare and bare[:1] in set("=+-@\t\r\n＝＋－＠") else cell  # noqa: RUF001


def _leaves(terms: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, list[str]]]:  # noqa: ANN401
    """Yield each field of an export with its values."""
    if isinstance(terms, dict):
        for name, value in terms.items():
            yield from _leaves(value, (*path, name))
    elif isinstance(terms, list) and terms and isinstance(terms[0], dict):
        for index, value in enumerate(terms):
            yield from _leaves(value, (*path, index))
    else:
        yield field_name(path), terms if isinstance(terms, list) else [terms]


def _field(name: str) -> str:
    """Return the place in the schema, list items not told apart."""
    return re.sub(r"\[\d+\]", "", name)


# Who reads what


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_gets_every_field_that_is_theirs_and_no_other(
    reader: Audience, case: Case
) -> None:
    theirs = {leaf.field for leaf in case.partner.leaves if _sees(reader, leaf)}
    partner = _json(case.playbook, reader)
    assert {_field(name) for name in partner["origins"]} == theirs
    assert set(partner["origins"]) == {name for name, _ in _leaves(partner["terms"])}
    assert {_field(row.field) for row in _rows(case.playbook, reader)} == theirs
    assert len(theirs) > 100


@pytest.mark.parametrize("reader", [Audience.COMMERCIAL, Audience.ONSITE])
def test_nothing_that_is_hidden_from_a_reader_is_in_there(reader: Audience, case: Case) -> None:
    texts = [as_json([case.playbook], reader), as_csv([case.playbook], reader)]
    hidden = [leaf for each in (case.partner, case.house) for leaf in each.leaves]
    canaries = {
        written
        for leaf in hidden
        # Contacts carry the names by which other fields refer to them.
        if not _sees(reader, leaf)
        and leaf.shape.type in FOUND_AGAIN
        and not is_reference(leaf.shape)
        for written in leaf.written
    }
    assert len(canaries) > 10
    assert not [canary for canary in canaries for text in texts if canary in text]


@pytest.mark.parametrize("reader", [Audience.COMMERCIAL, Audience.ONSITE])
def test_an_export_does_not_change_with_what_is_hidden(reader: Audience, case: Case) -> None:
    before = as_json([case.playbook], reader), as_csv([case.playbook], reader)
    for leaf in case.partner.leaves:
        if not _sees(reader, leaf) and leaf.path != ("status",):
            partner = changed(case.playbook.partner, leaf.path, None)
            other = dataclasses.replace(case.playbook, partner=partner)
            assert (as_json([other], reader), as_csv([other], reader)) == before, leaf.path


# Exact and whole


def test_every_value_is_in_there_as_it_was_written(case: Case) -> None:
    found = {
        (_field(name), tuple(values)) for name, values in _leaves(_json(case.playbook)["terms"])
    }
    for leaf in case.partner.leaves:
        if leaf.shape.type in FOUND_AGAIN:
            assert (leaf.field, leaf.written) in found


def test_both_formats_say_the_same(case: Case) -> None:
    partner = _json(case.playbook)
    lists = {field_name(each.path) for each in case.playbook.settings() if _is_list(each)}
    expected = [
        (f"{name}[{at}]" if name in lists else name, value, partner["origins"][name])
        for name, values in _leaves(partner["terms"])
        for at, value in enumerate(values, 1)
    ]
    assert [(row.field, row.value, row.origin) for row in _rows(case.playbook)] == expected


def _is_list(setting: Setting) -> bool:
    return isinstance(setting.value, tuple)


def test_what_is_exported_is_a_record_of_the_same_terms(case: Case, tmp_path: Path) -> None:
    record = json.dumps(_json(case.playbook)["terms"])
    again = playbook(tmp_path, record)
    assert again.partner == case.playbook.partner
    assert set(_json(again)["origins"].values()) == {"partner"}


HOUSE = """\
name: Example MSP
defaults:
  subcontract:
    pricing: {minimum: 1 hour}
    payment: {due: {rule: days_after, days: 30}}
"""
RECORD = """\
name: Example Cabling
status: active
subcontract:
  scope: {areas: [Leeds, "Köln, Süd"]}
  pricing:
    rates: [{name: "=Labour", basis: hourly, rate: "GBP 1,045.50", up_to: GBP 1050}]
    not_to_exceed: GBP 0.4550
  payment: {early_discount: {percent: 2.50%, within: 10 days}}
contacts: [{id: desk, phone: +44 161 496 0103}]
"""


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Playbook:
    return playbook(tmp_path_factory.mktemp("small"), RECORD, HOUSE)


def test_each_value_says_who_set_it(small: Playbook) -> None:
    origins = _json(small)["origins"]
    assert origins["subcontract.pricing.rates[1].rate"] == "partner"
    assert origins["subcontract.pricing.minimum"] == "house"
    assert origins["subcontract.payment.roll"] == "built in"


def test_numbers_stand_apart_with_every_digit_and_their_unit(small: Playbook) -> None:
    numbers = {row.field: (row.amount, row.unit) for row in _rows(small) if row.amount}
    assert numbers == {
        "subcontract.pricing.rates[1].rate": ("1045.50", "GBP"),
        "subcontract.pricing.rates[1].up_to": ("1050", "GBP"),
        "subcontract.pricing.minimum": ("1", "hour"),
        "subcontract.pricing.not_to_exceed": ("0.4550", "GBP"),
        "subcontract.payment.due.days": ("30", ""),
        "subcontract.payment.early_discount.percent": ("2.50", "%"),
        "subcontract.payment.early_discount.within": ("10", "day"),
    }


def test_a_block_with_nothing_in_it_is_kept(tmp_path: Path) -> None:
    found = playbook(tmp_path, "name: A\nstatus: prospect\nkind: [other]\nreferral:\n")
    assert _json(found)["terms"]["referral"] == {}


# As other programs read it


def test_json_is_utf_8_without_escapes_and_ends_with_a_line(small: Playbook) -> None:
    text = as_json([small], Audience.INTERNAL)
    assert "Köln" in text
    assert text.endswith("}\n")
    assert list(_json(small)) == ["slug", "terms", "origins"]


def test_lines_of_csv_end_as_in_rfc_4180(small: Playbook) -> None:
    text = as_csv([small], Audience.INTERNAL)
    assert text.startswith("slug,name,field,value,amount,unit,origin\r\n")
    assert text.count("\n") == text.count("\r\n") == len(_rows(small)) + 1
    assert '"Köln, Süd"' in text


def test_a_spreadsheet_runs_nothing(small: Playbook) -> None:
    text = as_csv([small], Audience.INTERNAL)
    assert ",'=Labour," in text
    assert ",'+44 161 496 0103," in text


FORMULAS = st.text(st.sampled_from("'=+-@\t\r\n＝＋－＠aä,;\" ")) | st.text()  # noqa: RUF001


@given(FORMULAS)
def test_no_cell_looks_like_a_formula_and_each_can_be_read_back(text: str) -> None:
    cell = harmless(text)
    assert cell[:1] not in set("=+-@\t\r\n＝＋－＠")  # noqa: RUF001
    assert _as_written(cell) == text


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t'=,\"")))
def test_any_words_come_through_both_formats(text: str, small: Playbook) -> None:
    partner = small.partner.model_copy(update={"notes": Prose(text)})
    found = dataclasses.replace(small, partner=partner)
    assert _json(found)["terms"]["notes"] == text
    assert [row.value for row in _rows(found) if row.field == "notes"] == [text]


ENVIRONMENTS = [
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "2"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "3", "PYTHONUTF8": "0"},
]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_bytes_are_the_same_everywhere(form: str) -> None:
    command = [sys.executable, "-m", "macros", "export", "--format", form]
    made = {
        subprocess.run(
            command, cwd=ROOT, env={**os.environ, **each}, capture_output=True, check=True
        ).stdout
        for each in ENVIRONMENTS
    }
    assert len(made) == 1
    assert len(made.pop()) > 10_000


# The file


def test_a_file_is_written_whole_or_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "terms.json"
    write_whole(path, b"old")

    def fail(_: int) -> None:
        message = "the disk is full"
        raise OSError(message)

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="the disk is full"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    monkeypatch.undo()
    (tmp_path / f".terms.json.{os.getpid()}.part").write_bytes(b"ne")  # a run that was cut off
    path.chmod(0o640)
    write_whole(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["terms.json"]
