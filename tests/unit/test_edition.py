"""An edition makes every partner's sheet once for each state of the records."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros import studio, workers
from macros.cli import main
from macros.edition import Edition
from macros.render import sheets
from macros.render.engine import templates
from macros.render.links import Addresses

REAL = Path(__file__).resolve().parents[2]
HOUSE = "name: Harbour Street IT\ncontacts: [{id: desk, phone: +44 161 496 0101}]\n"
COUNT = 70
OPEN = Path("/proc/self/fd")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    records = tmp_path / "partners"
    records.mkdir()
    (records / "_house.yml").write_text(HOUSE, encoding="utf-8")
    for number in range(COUNT):
        text = f"name: Firm {number}\nstatus: prospect\nnotes: Note {number}.\n"
        (records / f"firm-{number:02}.yml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the slugs of the sheets that this process makes."""
    found = []

    def noted(*arguments: object, **options: object) -> sheets.Drawn:
        drawn = sheets.sheet(*arguments, **options)  # type: ignore[arg-type]
        found.append(drawn.face.entry.slug)
        return drawn

    monkeypatch.setattr(studio, "sheet", noted)
    return found


def whole(root: Path, *, directories: bool = True) -> Edition:
    """Return an edition with everything made."""
    begun = Edition.begin(root, Addresses(directories=directories))
    begun.made()
    return begun


def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_processors", lambda: 1)


def test_workers_make_what_one_process_makes(
    root: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "partners/wrong.yml").write_text("name: Wrong\nstatus: x\n", encoding="utf-8")
    monkeypatch.setattr(workers, "_processors", lambda: 3)
    monkeypatch.setattr(workers, "_may_fork", lambda: True)
    by_three = whole(root)
    assert made == []
    one_process(monkeypatch)
    by_one = whole(root, directories=False)
    assert len(made) == COUNT
    again = whole(root)
    assert (by_three.faces, by_three.sheets) == (again.faces, again.sheets)
    assert by_three.problems == by_one.problems == again.problems
    assert [each.code for each in again.problems] == ["unknown-choice"]
    assert list(by_three.sheets) == [f"firm-{number:02}" for number in range(COUNT)]


def test_only_what_has_changed_is_made_again(
    root: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one_process(monkeypatch)
    before = whole(root)
    made.clear()
    (root / "partners/firm-07.yml").write_text("name: Other\nstatus: prospect\n", encoding="utf-8")
    (root / "partners/firm-08.yml").unlink()
    after = whole(root)
    assert made == ["firm-07"]
    assert after.faces["firm-07"].title == "Other"
    assert b"Other" in after.html("firm-07")
    assert before.sheets.keys() - after.sheets.keys() == {"firm-08"}
    rest = after.sheets.keys() - {"firm-07"}
    assert all(after.sheets[slug] == before.sheets[slug] for slug in rest)


def test_a_changed_house_makes_all_again(
    root: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one_process(monkeypatch)
    whole(root)
    made.clear()
    house = root / "partners/_house.yml"
    house.write_text(HOUSE.replace("Harbour", "Quay"), encoding="utf-8")
    assert b"Quay Street IT" in whole(root).html("firm-00")
    assert len(made) == COUNT


def test_another_day_makes_all_again(
    root: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one_process(monkeypatch)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795420800")
    whole(root)
    made.clear()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1795420800 + 86_400))
    assert b"24 November 2026" in whole(root).html("firm-00")
    assert len(made) == COUNT


def test_changed_agreed_terms_make_their_own_sheet_again(
    root: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one_process(monkeypatch)
    record = root / "partners/firm-07.yml"
    terms = "referral: {we_refer: {trigger: live}}\n"
    record.write_text(f"name: Firm 7\nstatus: active\n{terms}", encoding="utf-8")
    words = ["agree", "firm-07", "--on", "2020-01-02", "--by", "Both"]
    assert CliRunner().invoke(main, ["-C", str(root), *words]).exit_code == 0
    kept = root / "partners/_agreed/firm-07.yml"
    before = whole(root)
    assert b"no term changed since" in before.html("firm-07")
    made.clear()
    text = kept.read_text(encoding="utf-8")
    kept.write_text(text.replace("live", "signed"), encoding="utf-8")
    other = whole(root)
    assert made == ["firm-07"]
    assert b"no term changed since" not in other.html("firm-07")
    assert [each.code for each in other.problems] == ["agreed-terms-differ"]
    kept.unlink()
    assert [each.code for each in whole(root).problems] == ["agreed-terms-missing"]
    kept.write_text(text, encoding="utf-8")
    assert whole(root).sheets["firm-07"] == before.sheets["firm-07"]
    assert made == ["firm-07"] * 3


def test_a_changed_template_makes_all_again(
    root: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one_process(monkeypatch)
    whole(root)
    made.clear()
    monkeypatch.setattr(studio, "templates", lambda: b"another fingerprint")
    whole(root)
    assert len(made) == COUNT


def test_templates_are_told_apart_by_what_they_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = templates()
    copy = tmp_path / "templates"
    shutil.copytree(REAL / "macros/render/templates", copy)
    monkeypatch.setattr("macros.render.engine.TEMPLATES", copy)
    assert templates() == before
    page = copy / "playbook.html"
    page.write_text(page.read_text(encoding="utf-8") + "<hr>", encoding="utf-8")
    assert templates() != before


def test_a_playbook_is_read_when_it_is_asked_for(root: Path) -> None:
    (root / "partners/wrong.yml").write_text("name: Wrong\nstatus: x\n", encoding="utf-8")
    playbooks = whole(root).book.playbooks
    assert set(playbooks) == {*(f"firm-{number:02}" for number in range(COUNT)), "wrong"}
    assert playbooks["firm-09"].partner.name == "Firm 9"
    assert playbooks["firm-09"] is playbooks["firm-09"]
    assert "wrong" not in playbooks
    assert playbooks.get("nobody") is None


@pytest.mark.skipif(not OPEN.is_dir(), reason="nothing tells here what is open")
def test_a_program_that_makes_editions_all_day_keeps_one_file_open(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_process(monkeypatch)
    whole(root)
    before = len(list(OPEN.iterdir()))
    for number in range(5):
        text = f"name: Other {number}\nstatus: prospect\n"
        (root / f"partners/firm-{number:02}.yml").write_text(text, encoding="utf-8")
        assert whole(root).html(f"firm-{number:02}")
    assert len(list(OPEN.iterdir())) == before
