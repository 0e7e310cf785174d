"""The directory's filters narrow the list, say how many are left, and can be sent to somebody."""

import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from support.browser import OpenPage
from support.project import MakeSite
from support.server import Serve

KILN = "Kiln | Sons & \"Daughters\" <b>Ltd</b> {{ 7 * 7 }} 'n'"
AREA = 'Köln "Süd" & <i>Bonn</i>'

RECORDS = {
    "kiln.yml": f"""\
name: "{KILN.replace('"', chr(92) + '"')}"
status: active
kind: [cabling]
nda: {{signed_on: 2026-01-05}}
subcontract: {{scope: {{areas: [York | Leeds, '{AREA}']}}}}
""",
    "larch.yml": """\
name: Larch
status: active
kind: [telecoms]
nda: {signed_on: 2026-01-05}
referral:
""",
    "moss.yml": """\
name: Moss
status: paused
kind: [cabling, electrical]
nda: {signed_on: 2026-01-05}
subcontract: {scope: {areas: [York], hours: 24/7}}
referral:
""",
    "nettle.yml": "name: Nettle\nstatus: prospect\nkind: [other]\n",
}

ALL = [KILN, "Larch", "Nettle", "Moss"]

Show = Callable[..., Page]


@pytest.fixture(scope="session")
def directory_url(make_site: MakeSite, serve: Serve) -> str:
    return serve(make_site(RECORDS)) + "/partners/"


@pytest.fixture
def show(page: OpenPage, directory_url: str) -> Show:
    def show(**chosen: str) -> Page:
        return page(f"{directory_url}?{urlencode(chosen)}" if chosen else directory_url)

    return show


def _names(shown: Page) -> list[str]:
    return [row.inner_text() for row in shown.locator("tbody th").all() if row.is_visible()]


def _count(shown: Page) -> Locator:
    return shown.locator(".pb-count")


FILTERS = [
    ({"text": "koln"}, [KILN]),
    ({"text": "CABLING york"}, [KILN, "Moss"]),
    ({"text": '| sons "daughters" {{'}, [KILN]),
    ({"text": "active"}, []),
    ({"relationship": "subcontract"}, [KILN, "Moss"]),
    ({"relationship": "referral"}, ["Larch", "Moss"]),
    ({"relationship": "both"}, ["Moss"]),
    ({"relationship": "none"}, ["Nettle"]),
    ({"trade": "cabling"}, [KILN, "Moss"]),
    ({"trade": "electrical"}, ["Moss"]),
    ({"area": "York"}, ["Moss"]),
    ({"area": "York | Leeds"}, [KILN]),
    ({"area": AREA}, [KILN]),
    ({"status": "paused"}, ["Moss"]),
    ({"ooh": "yes"}, ["Moss"]),
    ({"relationship": "subcontract", "trade": "cabling", "status": "active"}, [KILN]),
    ({"trade": "nonsense", "status": "paused"}, ["Moss"]),
]


@pytest.mark.parametrize(("chosen", "names"), FILTERS)
def test_an_address_brings_its_filters(
    show: Show, chosen: dict[str, str], names: list[str]
) -> None:
    assert _names(show(**chosen)) == names


def test_the_mouse_narrows_counts_and_shows_all_again(show: Show) -> None:
    shown = show()
    assert _names(shown) == ALL
    expect(_count(shown)).to_have_text("4 partners")
    shown.get_by_label("Trade").select_option("Cabling")
    shown.get_by_label("Works out of hours").check()
    assert _names(shown) == ["Moss"]
    expect(_count(shown)).to_have_text("1 of 4 partners")
    assert shown.url.endswith("?trade=cabling&ooh=yes")
    shown.get_by_role("button", name="Show all").click()
    expect(_count(shown)).to_have_text("4 partners")
    assert _names(shown) == ALL
    assert shown.url.endswith("/partners/")


def test_the_keyboard_alone_is_enough(show: Show) -> None:
    shown = show()
    shown.get_by_label("Find").focus()
    shown.keyboard.type("york")
    expect(_count(shown)).to_have_text("2 of 4 partners")
    shown.keyboard.press("Enter")
    assert shown.url.endswith("/partners/?text=york")
    shown.keyboard.press("Tab")
    shown.keyboard.type("Ref")
    expect(_count(shown)).to_have_text("1 of 4 partners")
    for _ in range(4):
        shown.keyboard.press("Tab")
    shown.keyboard.press("Space")
    assert shown.get_by_label("Works out of hours").is_checked()
    shown.keyboard.press("Tab")
    shown.keyboard.press("Enter")
    expect(_count(shown)).to_have_text("4 partners")
    shown.keyboard.press("Tab")
    shown.keyboard.press("Enter")
    expect(shown).to_have_url(re.compile("/partners/kiln/$"))


def test_what_was_chosen_survives_a_reload_and_the_way_back(show: Show) -> None:
    shown = show()
    shown.get_by_label("Area").select_option(AREA)
    shown.reload()
    expect(shown.get_by_label("Area")).to_have_value(AREA)
    expect(_count(shown)).to_have_text("1 of 4 partners")
    shown.get_by_role("link", name=KILN).click()
    shown.go_back()
    expect(shown.get_by_label("Area")).to_have_value(AREA)
    assert _names(shown) == [KILN]


def test_what_else_the_address_says_stays(page: OpenPage, directory_url: str) -> None:
    shown = page(f"{directory_url}?h=moss#__skip")
    shown.get_by_label("Status").select_option("Paused")
    assert shown.url.endswith("?h=moss&status=paused#__skip")


def test_nothing_found_says_what_to_do(show: Show) -> None:
    shown = show(text="zzz")
    assert _names(shown) == []
    expect(_count(shown)).to_have_text("0 of 4 partners. Take a filter away, or show all.")
    assert _count(shown).get_attribute("role") == "status"


def test_without_javascript_the_list_is_whole_and_the_form_is_not_there(
    page: OpenPage, directory_url: str
) -> None:
    shown = page(f"{directory_url}?trade=cabling", java_script=False)
    assert _names(shown) == ALL
    assert shown.locator(".pb-filters").is_hidden()


@pytest.mark.parametrize("width", [360, 320])
def test_on_a_phone_each_partner_is_a_card(page: OpenPage, directory_url: str, width: int) -> None:
    shown = page(directory_url, width=width)
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    card = shown.locator("tbody tr").first
    edges = [cell.bounding_box() for cell in card.locator("th, td").all()]
    boxes = [box for box in edges if box]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    name = card.locator(".pb-name").bounding_box()
    papers = card.locator(".pb-papers").bounding_box()
    from_top = sorted(boxes, key=lambda box: box["y"])
    assert [name, papers] == from_top[:2]


MANY = 1000

# A second of typing, over as many rows as a directory may have; in milliseconds.
TIME_TO_FILTER = """
() => {
  const box = document.querySelector(".pb-filters [name=text]");
  const start = performance.now();
  for (const text of ["m", "mo", "mos", "moss", "", "l", "la", "lar", "larc", "larch"]) {
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  document.querySelector("tbody").getBoundingClientRect();
  return performance.now() - start;
}
"""


def test_a_thousand_partners_are_filtered_at_once(
    page: OpenPage, make_site: MakeSite, serve: Serve
) -> None:
    site = make_site(RECORDS)
    path = site / "partners" / "index.html"
    html = path.read_text(encoding="utf-8")
    head, body, foot = re.split(r"(?s)(?<=<tbody role=\"rowgroup\">)(.*)(?=</tbody>)", html)
    path.write_text(head + body * (MANY // 4) + foot, encoding="utf-8")
    shown = page(serve(site) + "/partners/")
    expect(_count(shown)).to_have_text(f"{MANY:,} partners")
    assert shown.evaluate(TIME_TO_FILTER) < 2000
    expect(_count(shown)).to_have_text(f"{MANY // 4} of {MANY:,} partners")
