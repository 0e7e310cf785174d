"""A build after another makes anew what has changed, and nothing else; what is kept is no risk."""

import shutil
from pathlib import Path

import pytest

from support.built import DAY, build_as_of, files, run_build
from support.built import build as build_by_mkdocs
from support.project import make_project

RECORD = "name: {name}\nstatus: active\nkind: [cabling]\nreferral:\nnotes: {notes}\n"
RECORDS = {
    "north.yml": RECORD.format(name="North", notes="Drums"),
    "south.yml": RECORD.format(name="South", notes="Reels"),
}
PAGES = {
    "lists.md": "# Lists\n\n{{ directory() }}\n\nBetween.\n\n{{ attention() }}\n",
    "says.md": '# Says\n\nAsk {{ partner("south") }}.\n',
}
KEPT = ("ground.json", "frames", "sheets", "sheets-apart", "sheets-later", "together")
WHOLE = "Documentation built"


def build(root: Path, **settings: str) -> str:
    """Build the site, as of one day unless `settings` say so; return what was said."""
    done = run_build(root, **settings)
    assert "Traceback" not in done.stdout
    return done.stdout


def page(root: Path, slug: str) -> str:
    return (root / f"site/partners/{slug}/index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def first(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project that was built once."""
    root = tmp_path_factory.mktemp("first")
    make_project(root, project_root, RECORDS, PAGES)
    assert WHOLE in build(root)
    return root


@pytest.fixture
def root(first: Path) -> Path:
    """Return the project with the records of its first build."""
    for name, text in RECORDS.items():
        (first / "partners" / name).write_text(text, encoding="utf-8")
    build(first)
    return first


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_changed_record_is_all_that_is_made(root: Path, tmp_path: Path) -> None:
    before, same = files(root / "site"), (root / "site/partners/south/index.html").stat().st_ino
    change(root / "partners/north.yml", "Drums", "Coils")
    change(root / "partners/north.yml", "name: North", "name: Nord <b> & Co")
    assert "made 1 playbook of 2 again (north) in" in build(root)
    after = files(root / "site")
    assert (root / "site/partners/south/index.html").stat().st_ino == same
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {
        *("partners/north/index.html", "partners/index.html", "lists/index.html"),
        "search/search_index.json",
    }
    assert not build_as_of(root, tmp_path / "plain", "--plain")
    plain = files(tmp_path / "plain")
    assert after.keys() == plain.keys()
    assert [name for name in after if after[name] != plain[name]] == []


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("Drums", "Shelves", {"search/search_index.json"}),
        ("kind: [cabling]", "kind: [cabling]\nfit: {score: 4}", {"partners/index.html"}),
        ("referral:", "nda: {signed_on: 2026-01-05, expires: 2027-02-03}", {"calendar.ics"}),
    ],
)
def test_what_is_made_of_all_partners_is_made_where_it_shows_something_else(
    root: Path, tmp_path: Path, old: str, new: str, changed: set[str]
) -> None:
    before = files(root / "site")
    change(root / "partners/north.yml", old, new)
    assert "made 1 playbook of 2 again (north) in" in build(root)
    after = files(root / "site")
    assert changed <= {name for name in after if after[name] != before.get(name)}
    assert not build_as_of(root, tmp_path / "plain", "--plain")
    assert after == files(tmp_path / "plain")


@pytest.mark.parametrize(
    "name", ["partners/index.html", "lists/index.html", "calendar.ics", "search/search_index.json"]
)
def test_a_list_that_somebody_has_changed_is_made_again(root: Path, name: str) -> None:
    listed = root / "site" / name
    right = listed.read_bytes()
    listed.write_bytes(right[:-40])
    assert "made 0 playbooks of 2 again" in build(root)
    assert listed.read_bytes() == right


def test_what_else_a_page_stands_on_is_seen(root: Path) -> None:
    def seen(where: str, words: str) -> bool:
        assert WHOLE in build(root)
        return words in (root / "site" / where).read_text(encoding="utf-8")

    change(root / "partners/_house.yml", "Harbour Street", "Quay Street")
    assert seen("partners/north/index.html", "Quay Street")
    change(root / "docs/lists.md", "Between", "Amid")
    assert seen("lists/index.html", "Amid")
    change(root / "mkdocs.yml", "nav:", "site_name: Other name\nnav:")
    assert seen("partners/north/index.html", "Other name")
    change(root / "partners/south.yml", "name: South", "name: Austral")
    assert seen("says/index.html", "Austral")
    (root / "partners/west.yml").write_text(RECORDS["north.yml"], encoding="utf-8")
    assert seen("partners/west/index.html", "North")
    (root / "partners/west.yml").unlink()
    assert not seen("partners/index.html", "west")
    assert not (root / "site/partners/west").exists()


def test_what_is_hidden_in_a_site_is_somebody_elses(root: Path) -> None:
    hidden = root / "site/.git"
    (hidden / "refs").mkdir(parents=True)
    (hidden / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    change(root / "docs/lists.md", "Lists", "All lists")
    assert WHOLE in build(root)
    (hidden / "index").write_text("new", encoding="utf-8")
    change(root / "partners/north.yml", "Drums", "Coils")
    assert "made 1 playbook of 2 again" in build(root)
    assert [each.name for each in sorted(hidden.iterdir())] == ["HEAD", "index", "refs"]
    shutil.rmtree(hidden)


def test_what_is_written_by_hand_where_records_make_pages_stays(root: Path) -> None:
    by_hand = {
        "partners/how.md": "# How\n",
        "partners/terms.txt": "Terms\n",
        "calendar.ics": "Own\n",
    }
    for name, text in by_hand.items():
        (root / "docs" / name).write_text(text, encoding="utf-8")
    assert WHOLE in build(root)
    there = {"partners/how/index.html", "partners/terms.txt", "calendar.ics"}
    dated = "nda: {signed_on: 2026-01-05, expires: 2027-02-03}\nfit: {score: 4}\nreferral:"
    change(root / "partners/north.yml", "referral:", dated)
    assert "made 1 playbook of 2 again" in build(root)
    assert there <= files(root / "site").keys()
    assert (root / "site/calendar.ics").read_text(encoding="utf-8") == "Own\n"
    for name in by_hand:
        (root / "docs" / name).unlink()


def test_a_page_that_speaks_of_a_partner_follows_whoever_made_the_sheet(
    root: Path, tmp_path: Path
) -> None:
    change(root / "partners/south.yml", "name: South", "name: Austral")
    # Another command makes the sheet, and draws no page of this site.
    assert not build_by_mkdocs(root, tmp_path / "preview")
    assert WHOLE in build(root)
    assert "Austral" in (root / "site/says/index.html").read_text(encoding="utf-8")


def test_a_list_that_asks_for_what_there_no_longer_is_is_told(root: Path) -> None:
    page, record = root / "docs/in-leeds.md", root / "partners/north.yml"
    page.write_text('# Leeds\n\n{{ directory(area="Leeds") }}\n', encoding="utf-8")
    terms = "client_protection: {non_engagement: {during: yes, after: 12 months}}"
    work = f"nda: {{signed_on: 2026-01-05}}\n{terms}\nsubcontract: {{scope: {{areas: [Leeds]}}}}"
    change(record, "referral:", work)
    assert WHOLE in build(root)
    change(record, "areas: [Leeds]", "areas: [York]")
    assert "no partner covers 'Leeds'; there are: York" in build(root)
    page.unlink()


@pytest.mark.parametrize(
    ("set_up", "why"),
    [
        ("markdown_extensions: [pymdownx.snippets]\n", "a page may hold any file"),
        ("markdown_extensions: [tables, smarty, pymdownx.superfences]\n", ""),
    ],
)
def test_a_page_that_may_hold_files_of_anywhere_is_drawn_each_time(
    root: Path, set_up: str, why: str
) -> None:
    written = root / "mkdocs.yml"
    before = written.read_text(encoding="utf-8")
    written.write_text(set_up + before, encoding="utf-8")
    assert WHOLE in build(root)
    assert (WHOLE in build(root)) is bool(why)
    written.write_text(before, encoding="utf-8")


def test_another_day_is_seen(root: Path) -> None:
    assert "23 November 2026" in page(root, "north")
    assert WHOLE in build(root, SOURCE_DATE_EPOCH=str(DAY + 86_400))
    assert "24 November 2026" in page(root, "north")


def test_another_version_of_a_library_is_seen(root: Path, tmp_path: Path) -> None:
    (tmp_path / "babel-99.0.dist-info").mkdir()
    assert WHOLE in build(root, PYTHONPATH=str(tmp_path))


def test_a_page_that_somebody_has_changed_is_made_again(root: Path) -> None:
    right = page(root, "south")
    (root / "site/partners/south/index.html").write_text(right[:-300], encoding="utf-8")
    change(root / "partners/north.yml", "Drums", "Bobbins")
    build(root)
    assert page(root, "south") == right
    assert "Bobbins" in page(root, "north")


def test_a_file_that_somebody_has_changed_is_made_again(root: Path) -> None:
    script = root / "site/assets/javascripts/directory.js"
    right = script.read_bytes()
    script.write_bytes(b"alert(1)")
    build(root)
    assert script.read_bytes() == right


@pytest.mark.parametrize("name", KEPT)
def test_what_is_kept_may_be_harmed(root: Path, name: str) -> None:
    (root / ".cache/playbook" / name).write_bytes(b"\x80\x04harmed")
    change(root / "partners/north.yml", "Drums", "Drums of cable")
    build(root)
    assert "Drums of cable" in page(root, "north")


def test_what_is_kept_may_be_gone(root: Path) -> None:
    before = files(root / "site")
    shutil.rmtree(root / ".cache/playbook")
    build(root)
    assert files(root / "site") == before


def test_a_site_that_is_gone_is_made_again(root: Path) -> None:
    before = files(root / "site")
    (root / "site").rename(root / "elsewhere")
    build(root)
    assert files(root / "site") == before


def test_a_mistake_is_told_and_mended(root: Path) -> None:
    before = files(root / "site")
    change(root / "partners/north.yml", "active", "activ")
    assert "partners/north.yml:2:9: status:" in build(root)
    assert files(root / "site") == before
    change(root / "partners/north.yml", "activ", "active")
    assert "made 0 playbooks of 2 again" in build(root)
