"""The next site is made beside the one that people read, and takes its place in one step."""

import errno
import os
from hashlib import sha256
from pathlib import Path

import pytest

from macros.content import Written
from macros.outputs.site import swap, tree
from macros.outputs.site.place import MARKER
from macros.outputs.site.stage import forget, staged
from macros.outputs.site.trouble import SiteError
from support.built import files
from support.holding import holding

OLD = {"index.html": b"old", "kept/index.html": b"kept", "gone/index.html": b"gone"}
NEW = {"index.html": b"new", "kept/index.html": b"kept", "more/index.html": b"more"}


def build(site: Path, contents: dict[str, bytes]) -> None:
    with staged(site, site.parent) as made:
        for name, content in contents.items():
            made.write(name, content)
        made.gather()
        made.publish()


def pages(site: Path) -> dict[str, bytes]:
    return {name: content for name, content in files(site).items() if name != MARKER}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return the folder of a site that was built once."""
    build(tmp_path / "site", OLD)
    return tmp_path / "site"


def test_nothing_of_the_next_site_shows_before_it_is_published(site: Path) -> None:
    with staged(site, site.parent) as made:
        for name, content in NEW.items():
            made.write(name, content)
        assert pages(made.gather()) == NEW
        assert pages(site) == OLD
        made.publish()
        assert pages(site) == NEW


def test_the_site_before_stays_for_those_who_are_about_to_read_it(site: Path) -> None:
    reader = os.open(site, os.O_RDONLY)
    build(site, NEW)
    opened = os.open("gone/index.html", os.O_RDONLY, dir_fd=reader)
    assert os.read(opened, 10) == b"gone"
    os.close(opened)
    os.close(reader)


def test_what_did_not_change_is_the_same_file(site: Path) -> None:
    before = (site / "kept/index.html").stat()
    for contents in (NEW, OLD, NEW):
        build(site, contents)
        assert pages(site) == contents
        assert os.path.samestat((site / "kept/index.html").stat(), before)


def test_a_file_is_kept_only_if_it_is_what_one_thinks(site: Path) -> None:
    with staged(site, site.parent) as made:
        assert made.keep("kept/index.html", Written(sha256(b"kept").digest(), None))
        assert not made.keep("index.html", Written(sha256(b"other").digest(), None))
        assert not made.keep("never.html", Written(sha256(b"").digest(), None))
        made.gather()
        made.publish()
    assert pages(site) == {"kept/index.html": b"kept"}


def test_a_file_that_nobody_has_written_to_is_not_read(site: Path) -> None:
    with staged(site, site.parent) as made:
        stamp = made.write("index.html", b"mine!")
        made.gather()
        made.publish()
    mine, other = sha256(b"mine!").digest(), sha256(b"other").digest()
    with staged(site, site.parent) as made:
        assert made.keep("index.html", Written(b"never asked for", stamp))
    (site / "index.html").write_bytes(b"other")
    with staged(site, site.parent) as made:
        assert not made.keep("index.html", Written(mine, stamp))
        assert made.keep("index.html", Written(other, stamp))


def test_what_a_program_has_drawn_is_part_of_the_site(site: Path) -> None:
    with staged(site, site.parent) as made:
        (made.folder / "drawn").mkdir()
        (made.folder / "drawn/index.html").write_bytes(b"drawn")
        (made.folder / "index.html").write_bytes(b"old")
        made.write("more/index.html", b"more")
        made.gather()
        made.publish()
    assert pages(site) == {
        "drawn/index.html": b"drawn",
        "index.html": b"old",
        "more/index.html": b"more",
    }


def test_a_file_may_become_a_folder_and_a_folder_a_file(site: Path) -> None:
    build(site, {"kept": b"a file", "index.html/deep/x": b"a folder"})
    build(site, OLD)
    assert pages(site) == OLD


def test_what_is_hidden_stays_as_it_is(site: Path) -> None:
    (site / ".git/refs").mkdir(parents=True)
    (site / ".git/HEAD").write_bytes(b"ref")
    (site / ".htaccess").write_bytes(b"Deny")
    build(site, NEW)
    assert pages(site) == {**NEW, ".git/HEAD": b"ref", ".htaccess": b"Deny"}
    assert (site / ".git/refs").is_dir()


def test_a_build_that_fails_leaves_the_old_site_and_takes_no_room(site: Path) -> None:
    def fail() -> None:
        with staged(site, site.parent) as made:
            made.write("index.html", b"half of it")
            (made.folder / "drawn.html").write_bytes(b"drawn")
            made.gather()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert pages(site) == OLD
    left = {path.name for path in site.parent.rglob("*.html") if not path.is_relative_to(site)}
    # All that is left is in both.
    assert left <= {"index.html"}
    assert b"half of it" not in files(site.parent).values()
    build(site, NEW)
    assert pages(site) == NEW


def test_what_a_killed_build_has_left_is_no_obstacle(site: Path) -> None:
    beside = site.with_name(".site.playbook")
    (beside / "other/kept").mkdir(parents=True)
    (beside / "other/kept/index.html").write_bytes(b"ha")
    (beside / "other/kept/.index.html.part").write_bytes(b"h")
    (beside / "drawn").mkdir()
    (beside / "drawn/left.html").write_bytes(b"left")
    build(site, NEW)
    assert pages(site) == NEW


def test_a_link_in_what_was_a_site_is_not_followed(site: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (site / "more").symlink_to(tmp_path / "elsewhere")
    build(site, OLD)
    build(site, NEW)
    assert pages(site) == NEW
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_without_a_call_for_it_folders_change_places_in_steps(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_exchanged", lambda *_: False)
    build(site, NEW)
    build(site, OLD)
    assert pages(site) == OLD


def test_a_build_that_was_killed_between_the_steps_is_mended(site: Path) -> None:
    build(site, NEW)
    beside = site.with_name(".site.playbook")
    site.rename(beside / "between")
    with staged(site, site.parent):
        assert pages(site) == NEW


HOLD = """\
import os, sys
from multiprocessing import get_context
from pathlib import Path
from time import sleep
from macros.outputs.site.stage import forget, staged
def work():
    print(os.getpid(), flush=True)
    sleep(30)
site = Path(sys.argv[1])
with staged(site, site.parent):
    # A worker may outlive the build that has started it.
    get_context("fork").Process(target=work).start()
    sys.stdin.read()
"""


def test_a_second_build_ends_at_once_and_names_the_first(site: Path) -> None:
    with holding(HOLD, str(site)) as other:
        worker = int(other.said)
        told = rf"another build .*\(process {other.number}, since \d\d:"
        with pytest.raises(SiteError, match=told):
            build(site, NEW)
    try:
        build(site, NEW)
    finally:
        os.kill(worker, 9)
    assert pages(site) == NEW


# Where a site may be


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (".", "holds the project itself"),
        ("..", "holds the project itself"),
        ("docs", "is inside 'docs'"),
        ("partners/site", "is inside 'partners'"),
        ("mine", "has files that no build of this project wrote; remove them, or name a new"),
        ("mkdocs.yml", "is a file; name a folder"),
        ("out", "leads out of the project by a link"),
        ("out/deeper", "leads out of the project by a link"),
    ],
)
def test_other_peoples_folders_are_refused(tmp_path: Path, name: str, told: str) -> None:
    root = tmp_path / "project"
    for folder in ("docs", "partners", "mine"):
        (root / folder).mkdir(parents=True)
        (root / folder / "thesis.txt").write_bytes(b"ten years of work")
    (root / "mkdocs.yml").write_bytes(b"")
    (tmp_path / "elsewhere").mkdir()
    (root / "out").symlink_to(tmp_path / "elsewhere")
    before = files(root)
    with pytest.raises(SiteError, match=told), staged(root / name, root):
        pass
    assert files(root) == before
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_within_the_project_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to("real")
    build(tmp_path / "site", OLD)
    assert (tmp_path / "site").is_symlink()
    assert pages(tmp_path / "real") == OLD


def test_a_site_from_before_there_was_a_mark_is_ours(tmp_path: Path) -> None:
    for name in ("404.html", "sitemap.xml", "assets/stylesheets/playbook.css"):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(b"x")
    build(tmp_path / "site", NEW)
    assert pages(tmp_path / "site") == NEW


def test_a_name_that_no_disk_takes_is_told(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="the name is too long for the disk"):
        build(tmp_path / ("x" * 300), NEW)


@pytest.mark.parametrize(
    ("number", "cure"),
    [
        (errno.ENOSPC, "the disk is full; make room and build again"),
        (errno.EROFS, "the disk is read-only; name a folder elsewhere with '--site-dir'"),
        (errno.EACCES, "you may not write here; get the right to, or name another folder"),
        (errno.ELOOP, "Too many levels of symbolic links; put that right and build again"),
    ],
)
def test_what_the_system_refuses_is_told_with_its_cure(
    site: Path, monkeypatch: pytest.MonkeyPatch, number: int, cure: str
) -> None:
    def refuse(path: str, _: bytes) -> None:
        raise OSError(number, os.strerror(number), path)

    monkeypatch.setattr(tree, "_write", refuse)
    with pytest.raises(SiteError) as caught, staged(site, site.parent) as made:
        made.write("index.html", b"new")
    assert f"cannot be written: {cure}" in str(caught.value)
    assert str(caught.value).endswith(f"the site in {site} is as it was")
    assert pages(site) == OLD
    monkeypatch.undo()
    build(site, NEW)


def test_nothing_stays_beside_a_site_that_is_forgotten(site: Path) -> None:
    forget(site)
    assert [path.name for path in site.parent.iterdir()] == ["site"]
