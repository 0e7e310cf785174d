"""Inherited: what the house says is understood once, and is right for every record."""

from pathlib import Path

import pytest

from macros.records import inherited
from support.records import load, printed

HOUSE = """\
name: Example MSP
contacts: [{id: desk, name: Desk, phone: +44 161 496 0101}]
defaults:
  nda: {type: mutual, survives: 3 years}
  client_protection: {non_engagement: {who: partner, after: 12 months}}
  subcontract:
    standards:
      quality: {requirement: Leave it tidy}
      labelling: {applies_to: [cabling], requirement: Printed}
      cabling: {applies_to: [cabling], requirement: No zip ties}
      other: [{id: keys, applies_to: [software], requirement: Hand back keys}]
    on_site: {check_in: [{moment: arrival, to: desk}, {moment: before_leaving, to: desk}]}
"""
TRADES = {
    "cabler": ("cabling", {"quality", "labelling", "cabling", "other"}, 0),
    "writer": ("software", {"quality", "other"}, 1),
    "wirer": ("cabling", {"quality", "labelling", "cabling", "other"}, 0),
    "maker": ("software", {"quality", "other"}, 1),
}


def _record(trade: str) -> str:
    return f"name: A firm\nstatus: active\nkind: [{trade}]\nsubcontract:\n"


@pytest.mark.parametrize("most", [1, 256])
def test_each_record_has_the_standards_of_its_trade(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(inherited, "MOST", most)
    records = {f"{slug}.yml": _record(trade) for slug, (trade, _, _) in TRADES.items()}
    book = load(tmp_path, {"_house.yml": f"{HOUSE}# at most {most}\n", **records})
    assert printed(book.problems) == ""
    for slug, (_, names, others) in TRADES.items():
        work = book.playbooks[slug].partner.subcontract
        assert work
        assert work.standards
        assert {name for name, value in work.standards if value is not None} == names
        assert len(work.standards.other or ()) == others


def test_what_no_record_changes_is_there_once(tmp_path: Path) -> None:
    changed = f"{_record('cabling')}  on_site: {{dress: {{standard: Dark trousers}}}}\n"
    book = load(tmp_path, {"_house.yml": HOUSE, "one.yml": _record("cabling"), "two.yml": changed})
    one, two = (book.playbooks[slug].partner for slug in ("one", "two"))
    assert one.nda is two.nda is book.defaults.nda
    assert one.subcontract
    assert two.subcontract
    assert one.subcontract.standards
    assert one.subcontract.standards is two.subcontract.standards
    assert one.subcontract.on_site != two.subcontract.on_site


def test_a_house_that_changes_is_understood_anew(tmp_path: Path) -> None:
    before = load(tmp_path, {"_house.yml": HOUSE, "one.yml": _record("cabling")})
    after = load(tmp_path, {"_house.yml": HOUSE.replace("3 years", "4 years")})
    survives = [book.playbooks["one"].partner.nda for book in (before, after)]
    assert [str(nda.survives) if nda else "" for nda in survives] == ["3 years", "4 years"]


def test_blocks_that_say_the_same_are_equal_whoever_read_them(tmp_path: Path) -> None:
    said = "nda: {type: mutual, survives: 3 years}\n"
    book = load(tmp_path, {"_house.yml": HOUSE, "one.yml": f"{_record('cabling')}{said}"})
    nda = book.playbooks["one"].partner.nda
    assert nda is not book.defaults.nda
    assert nda == book.defaults.nda
    assert hash(nda) == hash(book.defaults.nda)


def test_a_mistake_of_the_house_is_told_of_the_house_alone(tmp_path: Path) -> None:
    wrong = HOUSE.replace("12 months", "a year")
    book = load(tmp_path, {"_house.yml": wrong, "one.yml": _record("cabling")})
    assert [problem.mark.file for problem in book.problems] == ["partners/_house.yml"]
    assert not book.playbooks
