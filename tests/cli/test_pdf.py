"""`playbook pdf`: PDFs of partners, in files that are whole."""

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import Result
from pypdf import PdfReader

Run = Callable[..., Result]

AT_WORK = """\
name: Alder Cabling
status: active
kind: [cabling]
nda: {signed_on: 2026-01-05}
client_protection: {non_engagement: {not_applicable: Nobody is engaged in a test.}}
subcontract:
  on_site: {introduce_as: Good morning.}
fit: {score: 4, why: They know our clients.}
"""


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795420800")


@pytest.fixture
def make(run: Run, project: Path) -> Run:
    (project / "partners/alder.yml").write_text(AT_WORK, encoding="utf-8")
    return lambda *arguments: run("pdf", *arguments)


def _text(path: Path) -> str:
    pages = PdfReader(BytesIO(path.read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def _width(path: Path) -> float:
    return float(PdfReader(BytesIO(path.read_bytes())).pages[0].mediabox.width)


def test_it_is_for_the_partners_office_on_our_paper(make: Run, project: Path) -> None:
    path = project / "pdf/alder-commercial-playbook.pdf"
    assert make("alder").output == f"wrote {path}\n"
    text = _text(path)
    assert "As of 23 November 2026" in text
    assert "They know our clients." not in text
    assert _width(path) == pytest.approx(595.3, abs=0.1)


def test_what_says_the_same_is_left_as_it_is(make: Run, project: Path) -> None:
    path = project / "pdf/alder-commercial-playbook.pdf"
    make("alder")
    before = path.stat().st_mtime_ns
    assert make("alder").output == f"unchanged {path}\n"
    assert path.stat().st_mtime_ns == before
    path.write_bytes(path.read_bytes()[:-10])
    assert make("alder").output == f"wrote {path}\n"


def test_everybodys_go_into_the_folder_that_is_named(make: Run, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "paper"
    assert make("--all", "--paper", "letter", "--out", str(folder)).exit_code == 0
    names = [path.name for path in sorted(folder.iterdir())]
    assert names == ["alder-commercial-playbook.pdf", "northern-commercial-playbook.pdf"]
    assert _width(folder / names[0]) == pytest.approx(612, abs=0.1)


def test_an_american_house_prints_on_its_own_paper(make: Run, project: Path) -> None:
    house = project / "partners/_house.yml"
    house.write_text(house.read_text("utf-8") + "country: US\n", encoding="utf-8")
    make("alder", "--sheet", "sign-off")
    path = project / "pdf/alder-commercial-sign-off.pdf"
    assert _width(path) == pytest.approx(612, abs=0.1)
    assert _text(path).count("Signature") == 2


def test_our_own_copy_says_that_it_is_ours(make: Run, project: Path) -> None:
    make("alder", "--as", "internal")
    text = _text(project / "pdf/alder-internal-playbook.pdf")
    assert "They know our clients." in text
    assert "Internal: for our own staff only" in text


def test_a_card_is_for_the_engineer(make: Run, project: Path) -> None:
    make("alder", "--sheet", "cards")
    path = project / "pdf/alder-onsite-cards.pdf"
    assert _text(path).count("Good morning.") == 4
    assert _width(path) == pytest.approx(595.3, abs=0.1)
    make("alder", "--sheet", "card")
    assert _width(project / "pdf/alder-onsite-card.pdf") == pytest.approx(297.6, abs=0.1)


def test_who_has_no_card_is_told(make: Run, project: Path) -> None:
    everybody = make("--all", "--sheet", "card")
    assert everybody.exit_code == 0
    assert "note: 1 partner without a check-in card\n" in everybody.output
    named = make("northern", "alder", "--sheet", "card")
    assert named.exit_code == 1
    assert "'northern' has no check-in card" in named.output
    assert [path.name for path in (project / "pdf").iterdir()] == ["alder-onsite-card.pdf"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "name the partners, or say '--all'"),
        (("alder", "--all"), "name the partners, or say '--all'"),
        (("elder",), "there is no partner 'elder'; did you mean 'alder'?"),
        (("../alder",), "there is no partner '../alder'"),
        (("alder", "--sheet", "sign-off", "--as", "onsite"), "leave out '--as'"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    make: Run, project: Path, arguments: tuple[str, ...], told: str
) -> None:
    result = make(*arguments)
    assert result.exit_code == 2
    assert told in result.output
    assert not (project / "pdf").exists()


def test_a_letter_that_no_font_has_stops_only_its_own_file(make: Run, project: Path) -> None:
    (project / "partners/odd.yml").write_text(
        "name: Odd \ue123\nstatus: prospect\n", encoding="utf-8"
    )
    result = make("--all")
    assert result.exit_code == 1
    assert "'odd' cannot be printed: no font here has the letter" in result.output
    names = {path.name for path in (project / "pdf").iterdir()}
    assert names == {"alder-commercial-playbook.pdf", "northern-commercial-playbook.pdf"}


def test_without_its_libraries_it_says_how_to_get_them(
    make: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.delitem(sys.modules, "macros.outputs.paper.press", raising=False)
    result = make("alder")
    assert result.exit_code == 1
    assert "pip install -c constraints.txt -e '.[pdf]'" in result.output
