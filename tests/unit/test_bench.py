"""The benchmark's own sums, and that Hugo's project and the checks of a site leave nothing out."""

import sys
from pathlib import Path

import pytest
from bench.checked import faults
from bench.figures import Figures, verdicts
from bench.hugo_project import SOURCES
from bench.measure import Try
from bench.memory import together
from bench.projects import SHORT_HOUSE, guides
from bench.records import write_records
from bench.serving import seconds_to_show
from bench.shell import base_template
from bench.table import HEADS, head, judged, row
from bench.ways import OBVIOUS

from macros.records.partner import Partner

OURS = Figures("playbook build", 1000, "short house", 4, 7, 0.5, 1, 0.25, 80, 150, 51.2, 1058)
HUGO = OURS._replace(way="hugo", seconds=2, again_seconds=2, largest_mb=160, together_mb=160)
PAGE = """\
<title>Ash - Alliance playbooks</title><link href="../../a.css"><a href="../..">
<div data-md-component="header-topic">
  <span class="md-ellipsis">Ash</span></div>
<nav><ul data-md-component="toc" data-md-scrollfix><li>Money</li></ul>
</nav><a href="../">Partners</a>
<div><article class="md-content__inner md-typeset"><article>Terms</article></article>
</div>
"""


def test_ratios_stand_beside_hugo_and_their_targets() -> None:
    found = {each.told: each for each in verdicts([OURS, HUGO])}
    assert {told: (each.ratio, each.holds) for told, each in found.items()} == {
        "from nothing, of Hugo's": (2, False),
        "one record changed, the command again, of Hugo's": (0.25, True),
        "one record changed while serving, of Hugo's": (1, False),
        "memory of the largest process, of Hugo's": (0.5, True),
        "memory of all processes, of Hugo's": (150 / 160, False),
    }


@pytest.mark.parametrize(("seconds", "holds"), [(43.9, True), (44.1, False)])
def test_growth_is_judged_for_each_house_by_itself(seconds: float, holds: bool) -> None:  # noqa: FBT001
    many = OURS._replace(partners=10_000, seconds=seconds)
    other = OURS._replace(house="sample house", seconds=1)
    (found,) = verdicts([many, OURS, other])
    assert found.case == "1,000 to 10,000, short house"
    assert found.target == pytest.approx(11)
    assert found.holds is holds


def test_a_table_has_a_cell_for_each_head() -> None:
    lines = [*head().splitlines(), row(OURS)]
    assert {line.count("|") for line in lines} == {len(HEADS) + 1}
    assert "| 1,000 | short house | playbook build | 4.00 | 7.00 |" in lines[-1]
    assert judged([OURS]) == ""
    assert "| 2.00 | at most 1 | does not |" in judged([OURS, HUGO])
    assert "| 0.25 | at most 0.25 | holds |" in judged([OURS, HUGO])


def test_hugo_shows_every_field_of_a_record() -> None:
    settings = (SOURCES / "hugo.toml").read_text(encoding="utf-8")
    page = (SOURCES / "layouts/partners/page.html").read_text(encoding="utf-8")
    adapter = (SOURCES / "content/partners/_content.gotmpl").read_text(encoding="utf-8")
    shown = {
        field
        for field in Partner.model_fields
        if f'"{field}"' in settings or f"$record.{field}" in page or f"$record.{field}" in adapter
    }
    assert shown == set(Partner.model_fields)


def test_hugo_gets_our_page_without_what_it_says() -> None:
    template = base_template(PAGE)
    assert "Ash" not in template
    assert "Terms" not in template
    assert "Money" not in template
    assert "../" not in template
    assert template.count('{{ block "main" . }}') == template.count('{{ block "toc" . }}') == 1
    assert '<link href="/a.css"><a href="/">' in template
    with pytest.raises(ValueError, match="0 places for"):
        base_template(PAGE.replace("scrollfix", ""))


def test_there_are_ten_pages_of_guidance() -> None:
    assert len(guides()) == 10


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return three records of the benchmark with a site for them."""
    records = tmp_path / "partners"
    records.mkdir()
    write_records(records, 3)
    (records / "_house.yml").write_text(SHORT_HOUSE, encoding="utf-8")
    for record in records.glob("[!_]*.yml"):
        name = record.read_text(encoding="utf-8").splitlines()[0].removeprefix("name: ")
        page = tmp_path / "site/partners" / record.stem / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f"<title>{name} - x</title><h1>{name}</h1>", encoding="utf-8")
    search = tmp_path / "site/search"
    search.mkdir()
    entries = " ".join(f"partners/{record.stem}/" for record in records.glob("[!_]*.yml"))
    (search / "search_index.json").write_text(entries, encoding="utf-8")
    return tmp_path


def _faults(project: Path) -> list[str]:
    return list(faults(project / "site", project / "partners", OBVIOUS.search))


def test_a_whole_site_has_no_faults(project: Path) -> None:
    assert _faults(project) == []


def test_what_a_site_lacks_is_told(project: Path) -> None:
    first, second, third = sorted((project / "site/partners").iterdir())
    (first / "index.html").unlink()
    (second / "index.html").write_text("<title>Another - x</title>", encoding="utf-8")
    (project / "site/search/search_index.json").write_text(first.name, encoding="utf-8")
    (project / "site/search/partners").mkdir()
    (project / "site/search/partners/b.json").write_text(third.name, encoding="utf-8")
    found = _faults(project)
    assert found[0] == "3 records have 2 pages"
    assert found[1].startswith(f"the page of {second.name} does not say '")
    assert found[2] == f"1 partners are not in the search, such as {second.name}"


WRITER = (sys.executable, "-c", "print('built')")


def test_a_changed_record_whose_page_stays_old_ends_the_run(project: Path) -> None:
    tried = Try(OBVIOUS._replace(build=WRITER), project)
    with pytest.raises(SystemExit, match="the page of a changed record is an old one"):
        tried.again("word 1")


def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    # Two processes that hold forty megabytes each, at the same time.
    hold = "import time; held = b'x' * 40_000_000; time.sleep(0.4)"
    both = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}"
    took = together(tmp_path, (sys.executable, "-c", f"{both}; p.wait()"))
    assert 76 < took < 150


def test_the_time_of_a_change_ends_when_the_page_says_so(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("old", encoding="utf-8")

    def serve(port: int) -> tuple[str, ...]:
        return (sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port))

    def save() -> None:
        (tmp_path / "page.html").write_text("new", encoding="utf-8")

    (took,) = seconds_to_show(tmp_path, serve, "/page.html", "old", [("new", save)])
    assert 0 < took < 5
