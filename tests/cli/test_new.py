"""`playbook new`: a first record that is right before a word is changed."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from macros.book import Book

Run = Callable[..., Result]


def with_every_line_in_use(text: str) -> str:
    """Take the '#' off every line that is a field, as a reader would; prose keeps its '# '."""
    return re.sub(r"^#(?=[a-z]|  )", "", text, flags=re.MULTILINE)


def test_the_starter_passes_check(run: Run, project: Path) -> None:
    assert run("new", "southern-cabling").exit_code == 0
    assert run("check").output == "3 files, 0 errors, 0 warnings\n"
    assert Book.load(project).playbooks["southern-cabling"].partner.name == "Southern Cabling"


def test_the_starter_passes_check_with_every_line_in_use(run: Run, project: Path) -> None:
    run("new", "southern-cabling")
    path = project / "partners/southern-cabling.yml"
    text = with_every_line_in_use(path.read_text(encoding="utf-8"))
    assert "\nsubcontract:" in text
    path.write_text(text, encoding="utf-8")
    assert run("check").output == "3 files, 0 errors, 0 warnings\n"


def test_a_first_record_brings_a_house_with_it(run: Run, project: Path) -> None:
    for path in (project / "partners").iterdir():
        path.unlink()
    (project / "partners").rmdir()
    assert run("new", "first").exit_code == 0
    assert run("check").output == "2 files, 0 errors, 0 warnings\n"


@pytest.mark.parametrize(
    "name", ["Fish & Chips", "O'Neill: Cabling #1", '"Quoted"', "{{ 7*7 }}", "配線", "NO", "- x"]
)
def test_any_name_is_read_as_it_was_given(run: Run, project: Path, name: str) -> None:
    assert run("new", "named", "--name", name).exit_code == 0
    assert Book.load(project).playbooks["named"].partner.name == name


def test_a_record_that_is_there_stays_as_it_is(run: Run, project: Path) -> None:
    path = project / "partners/northern.yml"
    before = path.read_bytes()
    result = run("new", "northern")
    assert result.exit_code == 1
    assert "is there already" in result.output
    assert path.read_bytes() == before


def test_where_a_record_is_in_the_way_no_house_is_written(run: Run, project: Path) -> None:
    (project / "partners/_house.yml").unlink()
    result = run("new", "northern")
    assert result.exit_code == 1
    assert "nothing was changed" in result.output
    assert [path.name for path in (project / "partners").iterdir()] == ["northern.yml"]


@pytest.mark.parametrize(
    "slug", ["../evil", "Northern", "a/b", "con", "index", "_house", "", "a b", "-x", "x-", "ü"]
)
def test_an_unsafe_slug_is_refused_and_nothing_is_written(
    run: Run, project: Path, slug: str
) -> None:
    before = sorted(project.rglob("*"))
    assert run("new", "--", slug).exit_code == 2
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize("slug", ["index", "con", "aux"])
def test_a_name_that_is_kept_is_told_as_one_as_check_tells_it(
    run: Run, project: Path, slug: str
) -> None:
    kept = f"the name '{slug}' is kept for the site or for Windows"
    told = run("new", slug).output
    assert f"{kept}: use the firm's name, as in 'northern-cabling'" in " ".join(told.split())
    (project / f"partners/{slug}.yml").write_text("name: Index Cards\n", encoding="utf-8")
    assert f"{kept}; " in run("check").output
