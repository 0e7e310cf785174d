"""The same records make the same site to the byte, wherever and however it is built."""

from pathlib import Path

from support.built import build_as_of, files

HERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1"}
THERE = {
    "TZ": "America/Los_Angeles",
    "LC_ALL": "de_DE.UTF-8",
    "LANG": "de_DE.UTF-8",
    "LANGUAGE": "de",
    "PYTHONHASHSEED": "2",
}


def test_neither_time_zone_nor_locale_nor_chance_changes_a_byte(
    project_root: Path, tmp_path: Path
) -> None:
    assert not build_as_of(project_root, tmp_path / "here", **HERE)
    assert not build_as_of(project_root, tmp_path / "there", **THERE)
    here, there = files(tmp_path / "here"), files(tmp_path / "there")
    assert here.keys() == there.keys()
    assert [name for name, content in here.items() if there[name] != content] == []


def test_another_day_is_another_page(project_root: Path, tmp_path: Path) -> None:
    assert not build_as_of(project_root, tmp_path / "now")
    assert not build_as_of(project_root, tmp_path / "later", SOURCE_DATE_EPOCH="1811000000")
    page = "partners/tallow-lane-cabling/index.html"
    assert files(tmp_path / "now")[page] != files(tmp_path / "later")[page]
