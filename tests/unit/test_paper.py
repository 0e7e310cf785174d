"""A PDF says what it is, is the same everywhere, and takes nothing from anywhere else."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from macros.outputs.paper.pdf import PdfError, pdf
from macros.outputs.parts_missing import MissingPart
from macros.records.fields import Audience
from macros.render.paper.print import Copy, NoCardError, card_paper, playbook_paper
from macros.render.paper.size import Paper, paper_of
from macros.views.partner import PlaybookView, project
from support.records import playbook

TODAY = dt.date(2026, 11, 26)
COPY = Copy(TODAY, valid_until=dt.date(2027, 2, 24))

HOUSE = "name: Harbour Street IT\ncontacts: [{id: desk, name: Desk, phone: +44 161 496 0101}]\n"
RECORD = """\
name: Żółta <b>Łąka</b> & Πέτρος {{ 7*7 }} ☐ ✓ → ½
legal_name: '"><link rel=attachment href="file:///etc/passwd"> url(http://a.example/x.png)'
status: active
kind: [cabling]
nda: {signed_on: 2026-01-05, reference: Drawer 2}
agreed: {on: 2026-01-29, version: 4}
contacts: [{id: office, name: Office, phone: +44 161 496 0210, email: a@b.example}]
subcontract:
  pricing:
    rates: [{name: Outlet, basis: unit, per: outlet, rate: GBP 78.50}]
  on_site:
    introduce_as: Good morning.
"""


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> PlaybookView:
    made = playbook(tmp_path_factory.mktemp("paper"), RECORD, HOUSE)
    return project(made, Audience.COMMERCIAL, TODAY)


@pytest.fixture(scope="module")
def page(view: PlaybookView) -> str:
    return playbook_paper(view, COPY, Paper.A4)


@pytest.fixture(scope="module")
def made(page: str) -> bytes:
    return pdf(page)


@pytest.fixture(scope="module")
def read(made: bytes) -> PdfReader:
    return PdfReader(BytesIO(made))


def _page(body: str) -> str:
    return f'<html lang="en-GB"><head><title>T</title></head><body class="a4">{body}</body></html>'


def _titles(outline: list[Any]) -> Iterator[str]:
    for each in outline:
        if isinstance(each, Destination):
            yield str(each.title)
        else:
            yield from _titles(each)


def test_it_says_what_it_is(read: PdfReader, view: PlaybookView) -> None:
    assert read.metadata is not None
    assert read.metadata.title == f"{view.name}: playbook of Harbour Street IT"
    assert read.metadata.author == "Harbour Street IT"
    assert read.metadata.creation_date_raw == "D:20261126"
    assert str(read.root_object["/Lang"]) == "en-GB"


def test_nothing_tells_with_what_it_was_made(made: bytes, read: PdfReader) -> None:
    assert read.metadata is not None
    assert set(read.metadata) == {"/Title", "/Author", "/CreationDate"}
    assert b"WeasyPrint" not in made


def test_its_bookmarks_are_its_headings(read: PdfReader, view: PlaybookView) -> None:
    titles = list(_titles(read.outline))
    assert titles[:2] == [view.name, "At a glance"]
    assert {section.title for section in view.sections} <= set(titles)


def test_every_page_says_whose_it_is_and_how_long_it_holds(read: PdfReader) -> None:
    assert len(read.pages) > 1
    for number, each in enumerate(read.pages, start=1):
        text = " ".join(each.extract_text().split())
        assert "Żółta <b>Łąka</b> & Πέτρος {{ 7*7 }} ☐ ✓ → ½" in text
        assert "As of 26 November 2026 · Valid until 24 February 2027" in text
        assert "Confidential between Harbour Street IT and" in text
        assert "Agreed on 29 January 2026, version 4" in text
        assert f"Page {number} of {len(read.pages)}" in text


def test_what_was_typed_is_shown_and_nothing_of_it_fetched(read: PdfReader) -> None:
    text = "".join("".join(each.extract_text() for each in read.pages).split())
    assert '"><linkrel=attachmenthref="file:///etc/passwd">url(http://a.example/x.png)' in text
    assert read.attachments == {}


def test_only_our_own_fonts_are_in_it_and_all_of_them_whole(read: PdfReader) -> None:
    names = set()
    for each in read.pages:
        resources: Any = each["/Resources"]
        for font in resources["/Font"].values():
            (inner,) = font.get_object()["/DescendantFonts"]
            descriptor = inner.get_object()["/FontDescriptor"]
            assert "/FontFile2" in descriptor
            names.add(str(descriptor["/FontName"]).partition("+")[2])
    assert names == {"Playbook-Sans", "Playbook-Sans-Semi-Bold", "Playbook-Sans-Italic"}


MAKE = """
import sys
from macros.outputs.paper.pdf import pdf
sys.stdout.buffer.write(pdf(sys.stdin.buffer.read().decode()))
"""


def test_it_is_the_same_in_another_process_zone_locale_and_order(page: str, made: bytes) -> None:
    elsewhere = os.environ | {
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1",
    }
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", MAKE],
        input=page.encode(),
        capture_output=True,
        check=True,
        env=elsewhere,
        cwd=Path(__file__).parents[2],
    )
    assert run.stdout == made
    assert pdf(_page("<p>Another</p>")) != made
    assert pdf(page) == made


@pytest.mark.parametrize(
    "body",
    [
        '<link rel="attachment" href="file:///etc/passwd"/>',
        '<p><img alt="" src="file:///etc/passwd"/></p>',
        '<p><img alt="" src="http://127.0.0.1:9/x.png"/></p>',
        '<p><img alt="" src="FILE:///etc/passwd"/></p>',
        '<style>@import "file:///etc/passwd";</style>',
        '<p style="background: url(http://127.0.0.1:9/x.png)">x</p>',
    ],
)
def test_nothing_is_fetched(body: str) -> None:
    with pytest.raises(PdfError, match="not fetched"):
        pdf(_page(body))


def test_a_rule_that_is_not_understood_stops_it() -> None:
    with pytest.raises(PdfError, match="colour"):
        pdf(_page('<p style="colour: red">x</p>'))


def test_a_letter_that_no_font_has_is_told_and_not_left_as_a_box() -> None:
    with pytest.raises(PdfError, match=r"no font here has the letter '\ue123' \(U\+E123\)"):
        pdf(_page("<p>a \ue123 b</p>"))


def test_a_page_that_is_cut_is_told() -> None:
    with pytest.raises(PdfError, match="not well-formed"):
        pdf(_page("<p>x"))


def test_words_that_come_on_no_page_are_told() -> None:
    with pytest.raises(PdfError, match="'Hidden' did not come onto the paper"):
        pdf(_page('<p>Seen</p><p style="display: none">Hidden</p>'))


def test_words_beside_the_paper_are_told() -> None:
    with pytest.raises(PdfError, match="'Far' runs off the paper"):
        pdf(_page('<p style="margin-left: 30cm">Far</p>'))


def test_the_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.delitem(sys.modules, "macros.outputs.paper.press", raising=False)
    with pytest.raises(MissingPart, match=r"pip install -c constraints.txt -e '\.\[pdf\]'"):
        pdf(_page("<p>x</p>"))


def test_north_america_prints_on_its_own_paper() -> None:
    assert [paper_of(each) for each in ("US", "CA", "GB", None)] == [
        Paper.LETTER,
        Paper.LETTER,
        Paper.A4,
        Paper.A4,
    ]


def test_our_own_staffs_copy_says_so_on_every_page(tmp_path: Path) -> None:
    record = RECORD + "fit: {score: 4, why: Their lead knows our clients.}\n"
    view = project(playbook(tmp_path, record, HOUSE), Audience.INTERNAL, TODAY)
    pages = PdfReader(BytesIO(pdf(playbook_paper(view, COPY, Paper.LETTER)))).pages
    texts = [" ".join(each.extract_text().split()) for each in pages]
    assert all("Internal: for our own staff only" in text for text in texts)
    assert any("Their lead knows our clients." in text for text in texts)


def test_a_partner_who_goes_nowhere_for_us_has_no_card(tmp_path: Path) -> None:
    made = playbook(tmp_path, "name: Desk\nstatus: active\nkind: [other]\nreferral:\n", HOUSE)
    with pytest.raises(NoCardError, match="'example' has no check-in card"):
        card_paper(project(made, Audience.ONSITE, TODAY), COPY)
