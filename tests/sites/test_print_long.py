"""A playbook of 45 rates and a table of 12 columns print whole, on either paper."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PageObject

from support.browser import OpenPage
from support.long import COLUMNS, CONFIDENTIAL, NAME, RATES, long_record
from support.paper import inked, missing_cells, read, squeezed, texts
from support.project import MakeSite
from support.server import Serve


def _wide() -> str:
    """Return a page with a playbook, and a table with long words and money in each column."""
    head = " | ".join(f"Configuration {column}" for column in range(1, COLUMNS + 1))
    row = " | ".join(
        f"Administration {column:02} GBP{column},250.00" for column in range(1, COLUMNS + 1)
    )
    table = [f"| {head} |", "|" + " --- |" * COLUMNS, *[f"| {row} |"] * 3]
    return "# Wide\n\n" + "\n".join(table) + "\n\n{{ playbook('rook') }}\n"


@pytest.fixture(scope="session")
def long_url(make_site: MakeSite, serve: Serve) -> str:
    return serve(make_site({"rook.yml": long_record()}, {"wide.md": _wide()}))


@dataclass
class Printed:
    """A page on the screen, and on paper."""

    shown: Page
    pdf: bytes

    @cached_property
    def pages(self) -> list[PageObject]:
        return read(self.pdf)

    @cached_property
    def text(self) -> str:
        return squeezed("".join(page.extract_text() for page in self.pages))


@pytest.fixture(params=["A4", "Letter"])
def paper(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["/partners/rook/", "/wide/"])
def printed(request: pytest.FixtureRequest, page: OpenPage, long_url: str, paper: str) -> Printed:
    shown = page(long_url + request.param, scheme="dark")
    return Printed(shown, shown.pdf(format=paper))


def test_every_rate_and_every_column_is_there(printed: Printed) -> None:
    assert missing_cells(printed.shown, printed.pages) == []
    for number in range(1, RATES + 1):
        assert f"Worknumber{number}£{number}.50foreachoutletofkind{number}" in printed.text
        assert f"Noted{number}." in printed.text


def test_nothing_is_in_the_margins(printed: Printed, tmp_path: Path) -> None:
    for left, right in inked(printed.pdf, tmp_path):
        assert left >= 14.5
        assert right >= 14.5


def test_nothing_is_tiny(printed: Printed) -> None:
    """A browser that finds a page too wide shrinks it as a whole."""
    for page in printed.pages:
        assert min(size for _, size, _ in texts(page)) >= 8.95


def test_every_head_is_repeated(printed: Printed) -> None:
    said = [squeezed(page.extract_text()) for page in printed.pages]
    with_rates = [text for text in said if "Noted" in text]
    assert len(with_rates) > 1
    assert all("WorkPriceIncludesValidRemark" in text for text in with_rates)


def test_every_page_names_the_partner_as_typed(page: OpenPage, long_url: str, paper: str) -> None:
    pages = read(page(long_url + "/partners/rook/").pdf(format=paper))
    for number, printed in enumerate(pages, start=1):
        text = squeezed(printed.extract_text())
        assert squeezed(f"{NAME} · Agreed on 29 January 2026, version 4 ·") in text
        assert f"{number}of{len(pages)}" in text


def test_without_javascript_every_page_asks_for_confidence(page: OpenPage, long_url: str) -> None:
    shown = page(long_url + "/partners/rook/", java_script=False)
    pages = read(shown.pdf(format="A4"))
    assert all("Confidential. Not to be passed on." in each.extract_text() for each in pages)
    assert squeezed(CONFIDENTIAL) in squeezed(pages[0].extract_text())
    assert pages[-1].extract_text().count("Signature") == 2
