"""The public folder holds the packs, neutral pages for the rest, and what is not ours untouched."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from macros.outputs.packs.shelf import MARKER, Change, ShelfError, check, digest, on_shelf, put

NEUTRAL = b"<p>Nothing here.</p>"
# Addresses stand in the names of tests, which have to be the same in every process.
ONE, TWO, THREE = (letter * 22 for letter in "abc")
PACK = {"index.html": b"<p>Terms</p>", "playbook.pdf": b"%PDF"}


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "share"


def _put(shelf: Path, packs: Mapping[str, Mapping[str, bytes]], *gone: str) -> list[str]:
    return list(put(shelf, Change(packs, gone, NEUTRAL, {"_headers": b"/*\n"})))


def _files(shelf: Path) -> dict[str, bytes]:
    found = (path for path in sorted(shelf.rglob("*")) if path.is_file())
    return {path.relative_to(shelf).as_posix(): path.read_bytes() for path in found}


def test_a_pack_lies_under_its_address_and_nothing_leads_there(shelf: Path) -> None:
    assert _put(shelf, {ONE: PACK, TWO: PACK}) == [ONE, TWO]
    files = _files(shelf)
    assert set(files) == {
        *(MARKER, "_headers", "index.html", "404.html", "s/index.html"),
        *(f"s/{token}/{name}" for token in (ONE, TWO) for name in PACK),
    }
    assert {files[name] for name in ("index.html", "404.html", "s/index.html")} == {NEUTRAL}
    around = b"".join(content for name, content in files.items() if name.count("/") < 2)
    assert not any(token.encode() in around for token in (ONE, TWO))
    assert on_shelf(shelf, ONE) == PACK
    assert on_shelf(shelf, THREE) == {}


def test_what_is_gone_is_a_neutral_page_without_a_pdf(shelf: Path) -> None:
    _put(shelf, {ONE: PACK, TWO: PACK})
    _put(shelf, {}, ONE)
    assert on_shelf(shelf, ONE) == {"index.html": NEUTRAL}
    assert on_shelf(shelf, TWO) == PACK


def test_a_pack_without_a_pdf_has_none_left(shelf: Path) -> None:
    _put(shelf, {ONE: PACK})
    _put(shelf, {ONE: {"index.html": b"<p>New</p>"}})
    assert on_shelf(shelf, ONE) == {"index.html": b"<p>New</p>"}


def test_the_same_again_writes_nothing(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _put(shelf, {ONE: PACK}, TWO)
    before = _files(shelf)
    monkeypatch.setattr(Path, "replace", None)
    _put(shelf, {ONE: PACK}, TWO)
    assert _files(shelf) == before


def test_what_is_not_ours_stays(shelf: Path) -> None:
    _put(shelf, {ONE: PACK})
    theirs = {"s/README": b"mine", f"s/{ONE}/photo.jpg": b"mine", ".well-known/x": b"mine"}
    for name, content in theirs.items():
        (shelf / name).parent.mkdir(exist_ok=True)
        (shelf / name).write_bytes(content)
    check(shelf, shelf.parent)
    _put(shelf, {}, ONE)
    assert theirs.items() <= _files(shelf).items()


def test_a_digest_knows_names_and_bytes_apart() -> None:
    same = {"playbook.pdf": b"%PDF", "index.html": b"<p>Terms</p>"}
    assert digest(PACK) == digest(same)
    others: list[dict[str, bytes]] = [
        {},
        {"index.html": b"<p>Terms</p>"},
        {"index.html": b"<p>Terms</p>%PDF"},
        {"index.html": b"%PDF", "playbook.pdf": b"<p>Terms</p>"},
    ]
    assert len({digest(PACK), *map(digest, others)}) == len(others) + 1


# Ends in between


class PowerCut(BaseException):
    """The machine stops."""


@pytest.mark.parametrize("writes", range(9))
def test_a_run_that_is_cut_leaves_whole_files_and_the_next_one_heals(
    writes: int, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _put(shelf, {ONE: PACK, TWO: PACK})
    before = _files(shelf)
    new = {name: content * 2 for name, content in PACK.items()}
    left = iter(range(writes))

    def replace(self: Path, target: Path) -> Path:
        if next(left, None) is None:
            raise PowerCut
        return whole(self, target)

    def unlink(_: Path, *, missing_ok: bool = False) -> None:
        assert missing_ok

    whole = Path.replace
    wanted = {ONE: new, TWO: new, THREE: new}
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", replace)
        # What stops does not clean up either.
        patched.setattr(Path, "unlink", unlink)
        try:
            _put(shelf, wanted)
        except PowerCut:
            assert writes < 6
    for name, content in _files(shelf).items():
        if name.endswith((".html", ".pdf")):
            old_or_new = {
                before.get(name),
                new[Path(name).name] if name.count("/") > 1 else NEUTRAL,
            }
            assert content in old_or_new
    check(shelf, shelf.parent)
    _put(shelf, wanted)
    assert all(on_shelf(shelf, token) == new for token in wanted)
    assert [name for name in _files(shelf) if name.endswith(".part")] == []


# Folders that are refused


@pytest.mark.parametrize(
    "place", ["", "docs", "docs/share", "partners/x", "site/share", "..", ".git"]
)
def test_a_folder_of_somebody_else_is_refused(place: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    with pytest.raises(ShelfError, match="name a folder"):
        check(project / place, project)


def test_a_folder_with_other_files_is_refused(shelf: Path) -> None:
    check(shelf, shelf.parent)
    shelf.mkdir()
    check(shelf, shelf.parent)
    (shelf / "holiday.jpg").write_bytes(b"")
    with pytest.raises(ShelfError, match="has files that 'playbook share' did not write"):
        check(shelf, shelf.parent)
    with pytest.raises(ShelfError, match="is a file"):
        check(shelf / "holiday.jpg", shelf.parent)


@pytest.mark.parametrize("place", ["s", f"s/{ONE}", f"s/{ONE}/index.html", "404.html", MARKER])
def test_a_link_in_it_is_refused(place: str, shelf: Path, tmp_path: Path) -> None:
    _put(shelf, {ONE: PACK})
    path, elsewhere = shelf / place, tmp_path / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    with pytest.raises(ShelfError, match="is a link to another place"):
        check(shelf, tmp_path)


def test_of_a_folder_that_is_not_ours_nobody_is_told_to_remove_a_link(
    shelf: Path, tmp_path: Path
) -> None:
    shelf.mkdir()
    (shelf / "os-release").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ShelfError, match="did not write; name an empty folder"):
        check(shelf, tmp_path)


def test_a_folder_that_is_a_link_is_refused(shelf: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    shelf.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ShelfError, match="name the folder itself"):
        check(shelf, tmp_path)


def test_a_folder_that_cannot_be_looked_into_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ShelfError, match=r"cannot be looked into \(.+\); name another folder"):
        check(tmp_path / ("a" * 300), tmp_path)


@pytest.mark.parametrize("token", ["..", "", "a/../../../etc", "A" * 21, f"{ONE}\n"])
def test_no_address_leads_out_of_it(token: str, shelf: Path) -> None:
    with pytest.raises(ShelfError, match="is no address"):
        _put(shelf, {token: PACK})
