"""Agreed terms on file are read as they were written; where they are not, it is told."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.book import AGREED, FOLDER, Book
from macros.records.agreed import Header
from macros.records.partner import Partner
from macros.records.playbook import Playbook
from macros.records.problems import Severity
from macros.records.scalars import Prose, Text
from macros.records.snapshot import snapshot
from macros.records.snapshot_text import snapshot_of, written
from macros.records.source import UNSAFE, parse
from macros.terms.fingerprint import fingerprint
from macros.terms.term import terms, terms_of
from support.full import full
from support.golden import Golden
from support.records import load, playbook, printed

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
HOUSE = """\
name: Example MSP
defaults:
  nda: {type: mutual, survives: 3 years}
  subcontract:
    payment: {clock_starts: invoice_received, due: {rule: days_after, days: 30}}
    invoicing: {must_quote: [order number, "the ticket: its number"]}
"""
RECORD = """\
name: "Acme: Sons & #1"
status: active
nda: {signed_on: 2026-01-05}
client_protection: {non_engagement: {after: 12 months, remedy: "Talk\\n\\nthen: pay # all."}}
referral: {they_refer: {}}
subcontract:
  pricing:
    rates:
      - {name: "Visit, short", basis: visit, rate: "GBP 1,045.50", note: No term}
      - {name: "17:30", basis: hourly, rate: GBP 45}
    out_of_hours: [{days: Sat-Sun, start: "00:00", end: "24:00", multiplier: 2}]
  invoicing: {must_quote: {add: ["null", "yes"]}}
other_terms: [{title: "- a", text: "'quoted' and \\"double\\""}]
"""


def _header(each: Playbook) -> Header:
    return Header.model_validate(
        {
            "slug": each.slug,
            "name": each.partner.name,
            "on": "2026-03-02",
            "version": "4",
            "by": "Their director: our owner",
            "fingerprint": fingerprint(terms_of(each)),
        }
    )


def _text(each: Playbook) -> str:
    return snapshot_of(each, _header(each)).text


def test_it_is_a_file_that_people_can_read(tmp_path: Path, golden: Golden) -> None:
    golden(GOLDEN / "agreed-terms.yml", _text(playbook(tmp_path, RECORD, HOUSE)))


@pytest.mark.parametrize("turn", range(3))
def test_every_term_comes_back(turn: int, tmp_path: Path) -> None:
    each = playbook(tmp_path, full(Partner, turn=turn).text())
    read = snapshot(parse(_text(each).encode(), "x.yml"))
    assert read.problems == []
    assert read.terms
    assert [(term.place, term.path, term.spelling) for term in terms(read.terms.partner)] == [
        (term.place, term.path, term.spelling) for term in terms_of(each)
    ]
    assert fingerprint(terms(read.terms.partner)) == fingerprint(terms_of(each))


def test_who_said_a_term_comes_back(tmp_path: Path) -> None:
    each = playbook(tmp_path, RECORD, HOUSE)
    kept = snapshot(parse(_text(each).encode(), "x.yml")).terms
    assert kept
    assert kept.is_own(("client_protection", "non_engagement", "after"))
    assert kept.is_own(("subcontract", "pricing", "rates", 1, "name"))
    assert kept.is_own(("subcontract", "invoicing", "must_quote"))
    assert not kept.is_own(("nda", "survives"))
    assert not kept.is_own(("subcontract", "payment"))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: bool(text.strip()) and not UNSAFE.search(text)
)


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_is_written_on_one_line_and_read_again(one: str, several: list[str]) -> None:
    line = f"a: {written(Prose(one))}\nb: {written(tuple(map(Text, several)))}\n"
    assert line.count("\n") == 2
    document = parse(line.encode(), "x.yml")
    assert document.problems == []
    assert document.root.plain() == {"a": one, "b": several}


# Problems


def _project(root: Path) -> Path:
    """Return the file of the terms that the one record of a project says were agreed."""
    each = playbook(root, RECORD, HOUSE)
    text = _text(each)
    folder = root / FOLDER
    (folder / AGREED).mkdir()
    kept = folder / AGREED / "example.yml"
    kept.write_text(text, encoding="utf-8")
    header = _header(each)
    agreed = {name: str(getattr(header, name)) for name in ("on", "version", "by", "fingerprint")}
    record = f"{RECORD}agreed: {json.dumps(agreed)}\n"
    (folder / "example.yml").write_text(record, encoding="utf-8")
    return kept


def _codes(root: Path) -> list[str]:
    book = Book.load(root)
    # The playbook stands in any case.
    assert list(book.playbooks) == ["example"]
    assert all(each.severity is Severity.WARNING for each in book.problems)
    known = book.playbooks["example"].agreed_terms is not None
    assert known is not bool(book.problems)
    return [each.code for each in book.problems]


def test_what_holds_together_is_known(tmp_path: Path) -> None:
    _project(tmp_path)
    assert _codes(tmp_path) == []
    kept = Book.load(tmp_path).playbooks["example"].agreed_terms
    assert kept
    assert (str(kept.header.on), kept.header.version) == ("2026-03-02", "4")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_seen_to_be_unchanged_is_what_reading_gives(end: str, tmp_path: Path) -> None:
    kept = _project(tmp_path)
    text = kept.read_text(encoding="utf-8")
    kept.write_bytes(text.replace("\n", end).encode())
    book = Book.load(tmp_path)
    seen = book.playbooks["example"].agreed_terms
    assert seen
    assert seen.partner is book.playbooks["example"].partner
    # An empty line more, and the file is read.
    kept.write_text(text + "\n", encoding="utf-8")
    read = Book.load(tmp_path).playbooks["example"].agreed_terms
    assert read
    assert (read.header, read.own) == (seen.header, seen.own)
    assert fingerprint(terms(read.partner)) == fingerprint(terms(seen.partner))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("survives: 3 years", "survives: 4 years", "agreed-terms-differ"),
        ("fingerprint: v1-", "fingerprint: v1-0", "agreed-terms-differ"),
        ("version: 4", "version: 5", "agreed-terms-differ"),
        ("on: 2026-03-02", "on: 2026-03-03", "agreed-terms-differ"),
        ("    nda.type: mutual\n", "", "agreed-terms-differ"),
        ("  house:", "  mouse:", "agreed-terms-differ"),
        ("nda.type: mutual", "nda-type: mutual", "agreed-terms-differ"),
        ("nda.type: mutual", "nda.type.x: mutual", "wrong-form"),
        ("nda.type: mutual", "nda.kind: mutual", "unknown-field"),
        ("nda.type: mutual", "nda.type: mutua", "unknown-choice"),
        ("nda.survives:", "nda.survives[2]:", "wrong-form"),
        ("terms:\n", "terms: [\n", "open-bracket"),
        ("by: ", "hy: ", "unknown-field"),
    ],
)
def test_a_file_that_was_edited_is_told(old: str, new: str, code: str, tmp_path: Path) -> None:
    kept = _project(tmp_path)
    text = kept.read_text(encoding="utf-8")
    assert old in text
    kept.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert code in _codes(tmp_path), printed(Book.load(tmp_path).problems)


def test_a_file_without_terms_is_told(tmp_path: Path) -> None:
    kept = _project(tmp_path)
    kept.write_text(kept.read_text(encoding="utf-8").partition("terms:")[0], encoding="utf-8")
    assert _codes(tmp_path) == ["agreed-terms-differ"]
    kept.write_text("", encoding="utf-8")
    assert "empty-file" in _codes(tmp_path)


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    _project(tmp_path).unlink()
    assert _codes(tmp_path) == ["agreed-terms-missing"]


def test_a_record_that_was_edited_is_told(tmp_path: Path) -> None:
    _project(tmp_path)
    record = tmp_path / FOLDER / "example.yml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("2026-03-02", "2026-03-01"), encoding="utf-8")
    assert _codes(tmp_path) == ["agreed-terms-differ"]
    record.write_text(RECORD, encoding="utf-8")
    assert _codes(tmp_path) == ["agreed-terms-differ"]


def test_files_that_belong_to_no_record_are_told(tmp_path: Path) -> None:
    kept = _project(tmp_path)
    for name in ("other.yml", "example.yaml", "notes.txt", ".example.yml.7.part"):
        (kept.parent / name).write_text("x: 1\n", encoding="utf-8")
    (kept.parent / "folder").mkdir()
    problems = Book.load(tmp_path).problems
    assert [each.code for each in problems] == ["agreed-terms-astray"] * 4
    assert Book.load(tmp_path).playbooks["example"].agreed_terms


def test_links_are_not_followed(tmp_path: Path) -> None:
    kept = _project(tmp_path)
    kept.rename(tmp_path / "elsewhere.yml")
    kept.symlink_to(tmp_path / "elsewhere.yml")
    codes = [each.code for each in Book.load(tmp_path).problems]
    assert codes == ["linked-file", "agreed-terms-missing"]
    kept.unlink()
    kept.parent.rmdir()
    (tmp_path / "folder").mkdir()
    (tmp_path / "elsewhere.yml").rename(tmp_path / "folder/example.yml")
    kept.parent.symlink_to(tmp_path / "folder")
    codes = [each.code for each in Book.load(tmp_path).problems]
    assert codes == ["linked-file", "agreed-terms-missing"]


def test_both_files_may_be_renamed_together(tmp_path: Path) -> None:
    kept = _project(tmp_path)
    (tmp_path / FOLDER / "example.yml").rename(tmp_path / FOLDER / "renamed.yml")
    codes = {each.code for each in Book.load(tmp_path).problems}
    assert codes == {"agreed-terms-astray", "agreed-terms-missing"}
    kept.rename(kept.with_name("renamed.yml"))
    assert Book.load(tmp_path).problems == []


def test_a_house_alone_has_nothing_agreed(tmp_path: Path) -> None:
    assert load(tmp_path, {}).problems == []
