"""The comparison is narrowed like the directory, and reads well on a phone."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.browser import OpenPage
from support.project import MakeSite
from support.server import Serve

RECORD = """\
name: {name}
status: active
kind: [{trade}]
fit: {{score: {fit}}}
nda: {{signed_on: 2026-01-05}}
subcontract:
  scope: {{areas: [{area}]}}
  pricing:
    rates: [{{name: An engineer with a van and a rather long ladder, basis: day, rate: GBP {rate}}}]
    day_length: 8 hours
"""
RECORDS = {
    "kiln.yml": RECORD.format(name="Kiln", trade="cabling", fit=5, area="Köln", rate="640.00"),
    "larch.yml": RECORD.format(name="Larch", trade="telecoms", fit=2, area="Leeds", rate="80.00"),
    "moss.yml": RECORD.format(name="Moss", trade="cabling", fit=3, area="Leeds", rate="480.00"),
    "nettle.yml": "name: Nettle\nstatus: prospect\nkind: [cabling]\n",
}
PAGES = {"compare.md": "# Compare\n\n{{ compare(form=true) }}\n"}


@pytest.fixture(scope="session")
def site(make_site: MakeSite) -> Path:
    return make_site(RECORDS, PAGES)


@pytest.fixture(scope="session")
def compare_url(site: Path, serve: Serve) -> str:
    return serve(site) + "/compare/"


def _names(shown: Page) -> list[str]:
    return [row.inner_text() for row in shown.locator("tbody th").all() if row.is_visible()]


def test_active_subcontractors_stand_in_order_of_fit(page: OpenPage, compare_url: str) -> None:
    shown = page(compare_url)
    assert _names(shown) == ["Kiln", "Moss", "Larch"]
    expect(shown.locator(".pb-count")).to_have_text("3 partners")
    expect(shown.locator("tbody tr").first).to_contain_text("£80.00 an hour, £640.00 a day")


def test_trade_area_and_words_narrow_it(page: OpenPage, compare_url: str) -> None:
    shown = page(compare_url)
    shown.get_by_label("Trade").select_option("Cabling")
    assert _names(shown) == ["Kiln", "Moss"]
    shown.get_by_label("Area").select_option("Leeds")
    assert _names(shown) == ["Moss"]
    expect(shown.locator(".pb-count")).to_have_text("1 of 3 partners")
    assert shown.url.endswith("?trade=cabling&area=Leeds")
    assert _names(page(f"{compare_url}?text=koln")) == ["Kiln"]
    assert _names(page(f"{compare_url}?text=640")) == []


def test_the_search_does_not_read_the_table(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    texts = {entry["location"]: entry["text"] for entry in index["docs"]}
    assert texts["compare/"] == ""
    assert texts["partners/kiln/"]


@pytest.mark.parametrize("width", [360, 320])
def test_on_a_phone_each_partner_is_a_card(page: OpenPage, compare_url: str, width: int) -> None:
    shown = page(compare_url, width=width)
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    boxes = [
        cell.bounding_box() for cell in shown.locator("tbody tr").first.locator("th, td").all()
    ]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes if box)


def test_on_a_wide_screen_the_name_stays_in_sight(page: OpenPage, compare_url: str) -> None:
    shown = page(compare_url, width=800)
    name = shown.locator("tbody th").first
    before = name.bounding_box()
    moved = shown.locator(".pb-table").evaluate("box => (box.scrollLeft = 400, box.scrollLeft)")
    assert moved > 100
    assert name.bounding_box() == before
