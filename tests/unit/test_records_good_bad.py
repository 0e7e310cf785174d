"""Records as people write them; what is said of a bad one stands in a file beside it."""

from pathlib import Path

import pytest

from macros.book import HOUSE_FILE
from macros.records.problems import errors
from support.golden import Golden
from support.records import load, printed

RECORDS = Path(__file__).resolve().parents[1] / "records"
HOUSE = (RECORDS / HOUSE_FILE).read_bytes()
GOOD = sorted((RECORDS / "good").glob("*.yml"))
BAD = sorted((RECORDS / "bad").glob("*.yml"))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_record_has_no_problem(path: Path, tmp_path: Path) -> None:
    book = load(tmp_path, {HOUSE_FILE: HOUSE, path.name: path.read_bytes()})
    assert printed(book.problems) == ""
    assert list(book.playbooks) == [path.stem]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_record_says_what_is_wrong(path: Path, tmp_path: Path, golden: Golden) -> None:
    problems = load(tmp_path, {HOUSE_FILE: HOUSE, path.name: path.read_bytes()}).problems
    assert problems
    golden(path.with_suffix(".txt"), printed(problems))


def test_every_golden_file_belongs_to_a_record() -> None:
    told = {path.stem for path in (RECORDS / "bad").glob("*.txt")}
    assert told == {path.stem for path in BAD}


def test_there_are_many_of_both() -> None:
    assert len(GOOD) >= 15
    assert len(BAD) >= 40


def test_all_bad_records_together_say_the_same(tmp_path: Path) -> None:
    files = {path.name: path.read_bytes() for path in BAD}
    problems = load(tmp_path, {HOUSE_FILE: HOUSE, **files}).problems
    assert printed(problems) == "".join(
        path.with_suffix(".txt").read_text(encoding="utf-8") for path in BAD
    )


def test_problems_are_told_in_reading_order_with_place_and_cure(tmp_path: Path) -> None:
    files = {path.name: path.read_bytes() for path in BAD}
    problems = load(tmp_path, {HOUSE_FILE: HOUSE, **files}).problems
    assert [problem.mark for problem in problems] == sorted(problem.mark for problem in problems)
    for problem in problems:
        lines = (RECORDS / "bad" / Path(problem.mark.file).name).read_bytes().splitlines()
        assert 1 <= problem.mark.line <= len(lines)
        assert problem.message
        assert ";" not in problem.message
        assert problem.cure
        assert "\n" not in str(problem)


def test_what_git_must_not_change_is_as_it_was() -> None:
    assert b"\r\n" in (RECORDS / "good" / "windows-line-ends.yml").read_bytes()
    assert (RECORDS / "good" / "byte-order-mark.yml").read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"\xa3" in (RECORDS / "bad" / "old-encoding.yml").read_bytes()


def test_a_record_with_warnings_alone_still_has_its_page(tmp_path: Path) -> None:
    path = RECORDS / "bad" / "remarks-that-cut.yml"
    book = load(tmp_path, {HOUSE_FILE: HOUSE, path.name: path.read_bytes()})
    assert book.problems
    assert errors(book.problems) == []
    assert "remarks-that-cut" in book.playbooks
