"""Whoever stands in front of a locked door calls with one tap."""

import re
from collections.abc import Iterator
from pathlib import Path

import phonenumbers
import pytest

from support.browser import OpenPage
from support.html import Document, Element, Piece

INTERNATIONAL = re.compile(r"tel:\+[1-9][\d-]{5,24}\d(;ext=\d+)?")


@pytest.fixture(scope="session")
def addresses(built_site: Path) -> list[str]:
    """Return the pages that records make."""
    pages = sorted((built_site / "partners").glob("*/"))
    assert pages
    return ["/house/", "/partners/", *(f"/partners/{page.name}/" for page in pages)]


def _documents(site: Path, addresses: list[str]) -> Iterator[tuple[str, Document]]:
    for address in addresses:
        html = (site / address.strip("/") / "index.html").read_text(encoding="utf-8")
        yield address, Document(html)


def _is_said(piece: Piece) -> bool:
    return not any(element.tag in {"head", "script", "style", "code"} for element in piece.inside)


def _is_call(element: Element) -> bool:
    return element.attributes.get("href", "").startswith("tel:")


def _numbers(text: str) -> list[str]:
    found = phonenumbers.PhoneNumberMatcher(text, None, leniency=phonenumbers.Leniency.POSSIBLE)
    return [match.raw_string for match in found]


def test_every_number_is_a_link(built_site: Path, addresses: list[str]) -> None:
    bare = {
        (address, number)
        for address, document in _documents(built_site, addresses)
        for piece in document.pieces
        if _is_said(piece) and not any(map(_is_call, piece.inside))
        for number in _numbers(piece.text)
    }
    assert bare == set()


def test_every_link_calls_the_number_that_it_shows(built_site: Path, addresses: list[str]) -> None:
    calls = 0
    for _, document in _documents(built_site, addresses):
        for piece in document.pieces:
            for element in filter(_is_call, piece.inside):
                calls += 1
                href = element.attributes["href"]
                assert INTERNATIONAL.fullmatch(href), href
                shown = re.sub(r"\D", "", piece.text)
                assert re.sub(r"\D", "", href) == shown, href
    assert calls > len(addresses)


def test_every_number_is_large_enough_for_a_thumb(
    page: OpenPage, site_url: str, addresses: list[str]
) -> None:
    shown = page(site_url + "/", width=360)
    for address in addresses:
        shown.goto(site_url + address)
        for link in shown.locator("article a[href^='tel:']").all():
            box = link.bounding_box()
            assert box is not None
            assert box["height"] >= 44, address
            assert box["x"] >= 0, address
            assert box["x"] + box["width"] <= 360, address
