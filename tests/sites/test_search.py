"""The search finds a partner by whatever people know of it, without a mouse."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from support.browser import OpenPage
from support.project import MakeSite
from support.server import Serve

HOSTILE = "Ivy <img src=x onerror=alert(1)> & 'Co' {{ 7 * 7 }} `x` **y** &lt;b&gt;"

RECORDS = {
    "ash.yml": """\
name: Ash Tree Wiring
formerly: [Oldname Cables]
status: active
kind: [cabling]
nda: {signed_on: 2026-01-05}
subcontract:
  scope: {areas: [Netherby], includes: [Splicing of armoured fibre]}
other_terms:
  - {title: Zebra clause, text: Drums of cable stay on our shelf.}
""",
    "ivy.yml": f'name: "{HOSTILE}"\nstatus: prospect\nkind: [print]\n',
    "oak.yml": "name: Oak\nstatus: prospect\nkind: [software]\n",
}


@pytest.fixture(scope="session")
def searched_url(make_site: MakeSite, serve: Serve) -> str:
    return serve(make_site(RECORDS))


@pytest.fixture
def shown(page: OpenPage, searched_url: str) -> Page:
    return page(searched_url + "/")


def _search(shown: Page, words: str) -> Locator:
    """Search by keyboard, and return the links that were found."""
    shown.keyboard.press("s")
    shown.get_by_text("Type to start searching").wait_for()
    shown.keyboard.type(words)
    found = shown.locator(".md-search-result__item > a")
    found.first.wait_for()
    return found


@pytest.mark.parametrize(
    "words",
    ["Ash Tree", "oldname", "cabling", "netherby", "armoured", "zebra", "drums shelf"],
)
def test_enter_opens_the_partner_that_is_known_by(shown: Page, words: str) -> None:
    found = _search(shown, words)
    expect(found.first).to_contain_text("Ash Tree Wiring")
    shown.keyboard.press("ArrowDown")
    shown.keyboard.press("Enter")
    expect(shown).to_have_url(re.compile(r"/partners/ash/(\?.*)?$"))
    expect(shown.get_by_role("heading", level=1)).to_contain_text("Ash Tree Wiring")


def test_a_hostile_name_is_shown_as_it_was_typed(shown: Page) -> None:
    alerts: list[str] = []
    shown.on("dialog", lambda dialog: alerts.append(dialog.message))
    found = _search(shown, "onerror")
    expect(found.first.locator("h1, h2")).to_have_text(HOSTILE)
    found.first.click()
    expect(shown.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    expect(shown).to_have_title(f"{HOSTILE} - Alliance playbooks")
    assert shown.locator("img[src=x]").count() == 0
    assert alerts == []


def test_a_partner_is_found_once(shown: Page) -> None:
    found = _search(shown, "Ash Tree Wiring")
    pages = [link.get_attribute("href") or "" for link in found.all()]
    assert len([address for address in pages if "/partners/ash/" in address]) == 1
