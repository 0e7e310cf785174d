"""The site is for everyone: WCAG 2.2 AA on every kind of page, day and night, at any width."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.browser import OpenPage, Scheme
from support.kinds import KINDS

Axe = Callable[[Page], list[str]]

PALETTES = {"light": "default", "dark": "slate"}

# A region that scrolls, and that no Tab reaches, hides its end from the keyboard.
BEYOND_THE_KEYBOARD = """
[...document.querySelectorAll("article *")]
  .filter(box => box.scrollWidth > box.clientWidth + 1)
  .filter(box => ["auto", "scroll"].includes(getComputedStyle(box).overflowX))
  .filter(box => box.tabIndex < 0 && !box.querySelector("a[href], button, [tabindex]"))
  .map(box => box.outerHTML.slice(0, 120))
"""

each_kind = pytest.mark.parametrize("kind", KINDS)
each_scheme = pytest.mark.parametrize("scheme", PALETTES)
# Colours do not depend on the width, nor the layout on the colours; the menus do on both.
each_look = pytest.mark.parametrize(
    ("width", "scheme"), [(1350, "light"), (1350, "dark"), (360, "dark"), (320, "light")]
)


@pytest.fixture
def show(page: OpenPage, site_url: str, built_site: Path) -> Callable[[str, int, Scheme], Page]:
    def show(kind: str, width: int, scheme: Scheme) -> Page:
        shown = page(site_url + KINDS[kind](built_site), width=width, scheme=scheme)
        # Without this, a dark page that stays light would pass as well.
        assert shown.locator("body").get_attribute("data-md-color-scheme") == PALETTES[scheme]
        return shown

    return show


Show = Callable[[str, int, Scheme], Page]


@each_look
@each_kind
def test_axe_finds_nothing(show: Show, axe: Axe, kind: str, scheme: Scheme, width: int) -> None:
    shown = show(kind, width, scheme)
    assert axe(shown) == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.evaluate(BEYOND_THE_KEYBOARD) == []


@pytest.mark.parametrize(("words", "count"), [("cabling", "of"), ("nobody", "0 of")])
@each_look
def test_the_directory_in_use(
    show: Show, axe: Axe, scheme: Scheme, width: int, words: str, count: str
) -> None:
    shown = show("directory", width, scheme)
    shown.get_by_label("Find").fill(words)
    expect(shown.locator(".pb-count")).to_contain_text(count)
    assert axe(shown) == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= width


@each_look
def test_the_open_search(show: Show, axe: Axe, scheme: Scheme, width: int) -> None:
    shown = show("guide", width, scheme)
    shown.locator(".md-search__input").focus()
    shown.get_by_text("Type to start searching").wait_for()
    shown.keyboard.type("client")
    shown.locator(".md-search-result__item").first.wait_for()
    assert axe(shown) == []


@pytest.mark.parametrize("width", [360, 320])
@each_scheme
def test_the_open_drawer(show: Show, axe: Axe, scheme: Scheme, width: int) -> None:
    shown = show("guide", width, scheme)
    button = shown.get_by_role("button", name="Menu")
    button.focus()
    shown.keyboard.press("Enter")
    shown.locator(".md-sidebar--primary").wait_for()
    assert axe(shown) == []
    shown.keyboard.press("Escape")
    shown.locator(".md-sidebar--primary").wait_for(state="hidden")


@pytest.mark.parametrize("width", [360, 320])
def test_a_thumb_and_a_keyboard_reach_every_phone_number(show: Show, width: int) -> None:
    shown = show("playbook", width, "light")
    phones = shown.locator("article a[href^='tel:']")
    assert phones.count() > 0
    for phone in phones.all():
        box = phone.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 44
        phone.focus()
        assert phone.evaluate("link => link === document.activeElement")
