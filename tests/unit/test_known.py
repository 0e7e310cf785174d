"""What was made of records outlasts the program that made it, and is never taken for another."""

from pathlib import Path

import pytest

from macros import content, known
from macros.content import Apart, GoneError, Held, OnPage, Packed, Written
from macros.digest import digest
from macros.drawer import DRAWERS
from macros.known import APART, FEW, LATER, Made
from macros.spool import Span

PAGE = OnPage("site/index.html", Written(b"", None), Span(0, 0))


class Gone:
    """Content that is no longer there."""

    def read(self) -> bytes:
        """Say so."""
        raise GoneError


def made(slug: str, says: str = "first") -> Made:
    sheet, events = (Packed(b"", Held(f"{slug} {says} {what}".encode())) for what in "se")
    return Made(slug.encode(), [], None, sheet, events)


def kept(root: Path, all_: dict[str, Made]) -> None:
    known.keep(root, all_, dict.fromkeys(all_, PAGE))


def recalled(root: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Made]:
    """Return what another program would know."""
    monkeypatch.setattr(known._Memory, "root", None)  # noqa: SLF001 - as by another program
    return dict(known.recall(root))


def sheet(of: Made) -> bytes:
    assert of.sheet
    return of.sheet.content.read()


def test_all_of_many_are_known_and_read_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, {f"firm-{at}": made(f"firm-{at}") for at in range(FEW + 1)})
    found = recalled(tmp_path, monkeypatch)
    assert len(found) == FEW + 1
    assert all(sheet(each) == f"{slug} first s".encode() for slug, each in found.items())
    assert {type(each.sheet.content) for each in found.values() if each.sheet} == {Apart}
    assert {each.html for each in found.values()} == {PAGE}


def test_what_little_has_changed_stands_apart_from_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_ = {f"firm-{at}": made(f"firm-{at}") for at in range(10)}
    kept(tmp_path, all_)
    before = (tmp_path / DRAWERS / APART).stat()
    found = recalled(tmp_path, monkeypatch)
    changed = found | {"firm-3": made("firm-3", "second")}
    pages = {slug: each.html or PAGE for slug, each in changed.items()}
    known.keep(tmp_path, changed, pages)  # type: ignore[arg-type] # all are on pages
    assert (tmp_path / DRAWERS / APART).stat() == before
    again = recalled(tmp_path, monkeypatch)
    assert sheet(again["firm-3"]) == b"firm-3 second s"
    assert sheet(again["firm-4"]) == b"firm-4 first s"


def test_what_another_program_has_put_there_is_not_taken_for_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, {"firm-1": made("firm-1"), "firm-2": made("firm-2")})
    found = recalled(tmp_path, monkeypatch)
    (tmp_path / DRAWERS / APART).write_bytes(b"firm-9 other sfirm-9 other e" * 2)
    with pytest.raises(GoneError):
        sheet(found["firm-1"])
    (tmp_path / DRAWERS / APART).unlink()
    content._opened.cache_clear()  # noqa: SLF001 - as above
    with pytest.raises(GoneError):
        sheet(found["firm-2"])


def test_what_is_gone_is_left_out_and_the_rest_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = Made(b"gone", [], None, Packed(b"", Gone()), None)
    kept(tmp_path, {"firm-1": made("firm-1"), "gone": gone, "firm-2": made("firm-2")})
    assert recalled(tmp_path, monkeypatch).keys() == {"firm-1", "firm-2"}


def test_where_nothing_can_be_written_nothing_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / DRAWERS).parent.mkdir(parents=True)
    (tmp_path / DRAWERS).write_bytes(b"no folder")
    kept(tmp_path, {"firm-1": made("firm-1")})
    assert recalled(tmp_path, monkeypatch) == {}
    assert not (tmp_path / DRAWERS / LATER).exists()


def test_a_build_that_takes_nothing_for_granted_knows_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, {"firm": made("firm")})
    assert recalled(tmp_path, monkeypatch)
    monkeypatch.setenv(known.PLAIN, "true")
    assert recalled(tmp_path, monkeypatch) == {}


def test_what_somebody_has_changed_on_its_page_is_gone(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_bytes(b"<main>words</main>")
    written = Written(digest(page.read_bytes()), None)
    assert OnPage(str(page), written, Span(6, 5)).read() == b"words"
    # It was not found on the page when that was written.
    with pytest.raises(GoneError):
        OnPage(str(page), written, Span(-1, 5)).read()
