"""Pages set into the theme's page once drawn are those that MkDocs draws one by one."""

from pathlib import Path

import pytest

from support.built import build_as_of as build
from support.built import files
from support.html import Document
from support.project import make_project

ADDRESSES = """\
site_url: https://intranet.example/playbooks/
repo_url: https://git.example/firm/playbooks
edit_uri: edit/main/docs/
theme:
  features: [content.action.edit, content.action.view, navigation.tabs, navigation.path]
"""
NAME = "</title> {{ 7*7 }} & <b>'pb0title'</b> é - &amp; pb0slug"
HOSTILE = {
    "hostile.yml": f'name: "{NAME}"\nstatus: prospect\n',
    "right-to-left.yml": "name: שרברב בע״מ\nstatus: active\nreferral:\n",
}
MENU = "  - Good: partners/good.md\n  - Next: next.md\n"
GOOD = {"good.yml": "name: Good Firm\nstatus: prospect\n"}


def both_ways(root: Path, folder: Path) -> dict[str, bytes]:
    """Build a site both ways and return its files; they must be the same."""
    assert not build(root, folder / "set")
    assert not build(root, folder / "plain", "--plain")
    ours, theirs = files(folder / "set"), files(folder / "plain")
    assert ours.keys() == theirs.keys()
    assert [name for name, content in ours.items() if theirs[name] != content] == []
    return ours


def change(path: Path, more: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")


def test_every_file_of_the_samples_is_the_same(project_root: Path, tmp_path: Path) -> None:
    made = both_ways(project_root, tmp_path)
    records = {path.stem for path in (project_root / "partners").glob("[!_]*.yml")}
    assert {f"partners/{slug}/index.html" for slug in records} <= made.keys()


@pytest.mark.parametrize("directories", ["true", "false"])
def test_hostile_names_addresses_and_pages_as_files(
    project_root: Path, tmp_path: Path, directories: str
) -> None:
    root = tmp_path / "project"
    make_project(root, project_root, HOSTILE | GOOD, {})
    change(root / "mkdocs.yml", f"{ADDRESSES}use_directory_urls: {directories}\n")
    made = both_ways(root, tmp_path)
    end = "/index.html" if directories == "true" else ".html"
    page = Document(made[f"partners/right-to-left{end}"].decode("utf-8"))
    links = {each.attributes.get("rel"): each.attributes.get("href") for each in page.elements}
    address = "partners/right-to-left" + ("/" if directories == "true" else ".html")
    assert links["canonical"] == f"https://intranet.example/playbooks/{address}"
    assert str(links["edit"]).endswith("/edit/main/partners/right-to-left.yml")
    assert f"/{address}</loc>".encode() in made["sitemap.xml"]


def test_a_partner_in_the_menu_has_its_place_there(project_root: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    make_project(root, project_root, GOOD | HOSTILE, {"next.md": "# Next\n"})
    change(root / "mkdocs.yml", MENU)
    page = both_ways(root, tmp_path)["partners/good/index.html"].decode("utf-8")
    current = {each.attributes.get("class", "") for each in Document(page).elements}
    assert any("md-tabs__item--active" in each for each in current)


STAMP = """\
def on_post_page(output, page, config):
    return output + f"<!-- {page.{what}} -->"
"""


@pytest.mark.parametrize("what", ["title.upper()", "meta.get('title', '').swapcase()", "toc.items"])
def test_a_plugin_that_marks_every_page_stops_the_build(
    project_root: Path, tmp_path: Path, what: str
) -> None:
    root = tmp_path / "project"
    make_project(root, project_root, GOOD, {})
    (root / "stamp.py").write_text(STAMP.replace("{what}", what), encoding="utf-8")
    hooks = f"hooks:\n  - {project_root}/macros/hooks.py\n  - stamp.py\n"
    change(root / "mkdocs.yml", hooks)
    said = build(root, tmp_path / "set")
    assert "the theme's page cannot be drawn once for all partners" in said
    assert "'plain: true' below 'extra:'" in said
    assert "Traceback" not in said
    change(root / "mkdocs.yml", "extra:\n  plain: true\n")
    assert not build(root, tmp_path / "plain")
    assert "<!-- " in (tmp_path / "plain/partners/good/index.html").read_text(encoding="utf-8")


def test_another_search_sees_every_page(project_root: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    make_project(root, project_root, GOOD, {})
    macros = "macros: {module_name: macros, on_undefined: strict, on_error_fail: true}"
    change(root / "mkdocs.yml", f"theme:\n  name: mkdocs\nplugins:\n  - search\n  - {macros}\n")
    assert not build(root, tmp_path / "site")
    index = (tmp_path / "site/search/search_index.json").read_text(encoding="utf-8")
    assert "Good Firm" in index
