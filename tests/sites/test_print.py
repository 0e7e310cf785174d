"""A page that goes through a browser's print dialogue comes out whole and readable."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PageObject

from support.browser import OpenPage
from support.kinds import KINDS
from support.paper import missing_cells, read, texts

Print = Callable[[str, str], tuple[Page, list[PageObject]]]

each_paper = pytest.mark.parametrize("paper", ["A4", "Letter"])
each_kind = pytest.mark.parametrize("kind", ["playbook", "directory", "compare", "guide", "house"])

POINTS = 9

# In CSS pixels, of which an inch has 96; the comparison lies on its side.
BETWEEN_MARGINS = {"A4": 680, "Letter": 702}
ACROSS = {"A4": 1009, "Letter": 942}


@pytest.fixture
def printed(page: OpenPage, site_url: str, built_site: Path) -> Print:
    def printed(kind: str, paper: str) -> tuple[Page, list[PageObject]]:
        # From a dark screen, because that is where white on white would come from.
        shown = page(site_url + KINDS[kind](built_site), scheme="dark")
        return shown, read(shown.pdf(format=paper))

    return printed


@each_paper
@each_kind
def test_every_page_counts_itself_and_asks_for_confidence(
    printed: Print, kind: str, paper: str
) -> None:
    _, pages = printed(kind, paper)
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert f"{number} of {len(pages)}" in text
        assert "onfidential" in text


@each_paper
@each_kind
def test_every_row_is_there(printed: Print, kind: str, paper: str) -> None:
    shown, pages = printed(kind, paper)
    assert missing_cells(shown, pages) == []


@each_paper
@each_kind
def test_nothing_is_tiny_or_beyond_the_edge(printed: Print, kind: str, paper: str) -> None:
    _, pages = printed(kind, paper)
    for page in pages:
        for text, size, left in texts(page):
            assert size >= POINTS - 0.05, text
            assert 0 <= left < float(page.mediabox.width), text


@each_paper
@each_kind
def test_nothing_is_wider_than_the_paper(printed: Print, kind: str, paper: str) -> None:
    """A browser either cuts what is too wide, or shrinks the whole page below what can be read."""
    shown, _ = printed(kind, paper)
    shown.emulate_media(media="print", color_scheme="dark")
    room = (ACROSS if kind == "compare" else BETWEEN_MARGINS)[paper]
    shown.set_viewport_size({"width": room, "height": 900})
    assert shown.evaluate("document.documentElement.scrollWidth") <= room


@each_paper
def test_the_comparison_lies_on_its_side_and_breaks_no_amount(printed: Print, paper: str) -> None:
    shown, pages = printed("compare", paper)
    assert all(page.mediabox.width > page.mediabox.height for page in pages)
    assert len(pages) <= 3
    words = {word for text in shown.locator("tbody").all_inner_texts() for word in text.split()}
    on_paper = {word for page in pages for word in page.extract_text().split()}
    assert {word for word in words if "£" in word} <= on_paper


@each_kind
def test_what_only_a_screen_can_use_stays_there(printed: Print, kind: str) -> None:
    _, pages = printed(kind, "A4")
    text = "".join(page.extract_text() for page in pages)
    for word in ["Skip to content", "Setting up", "Table of contents", "Back to top", "¶"]:
        assert word not in text


def test_only_a_playbook_is_signed_and_only_on_paper(printed: Print) -> None:
    shown, pages = printed("playbook", "A4")
    signoff = shown.locator(".pb-signoff")
    assert signoff.is_hidden()
    last = pages[-1].extract_text()
    assert last.count("Signature") == 2
    assert f"For {shown.locator('article h1').first.inner_text()}" in last
    assert "Print this page" not in last
    assert "Signature" not in "".join(page.extract_text() for page in printed("house", "A4")[1])


def test_what_is_for_our_staff_alone_is_not_on_paper(printed: Print) -> None:
    shown, pages = printed("playbook", "A4")
    staff = shown.get_by_role("heading", name="For our staff only")
    assert staff.is_visible()
    assert shown.get_by_role("heading", name="What is special here").is_visible()
    paper = "".join(page.extract_text() for page in pages)
    for said in ("For our staff only", "What is special here", "House:"):
        assert said not in paper
