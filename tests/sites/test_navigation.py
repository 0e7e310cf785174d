"""Every page says where it is, and every way on from it leads somewhere."""

from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from support.html import Document

# Any host will do: it tells a link of the site from one to elsewhere.
HOST = "http://site.example"
LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}


@cache
def _read(path: Path) -> Document:
    return Document(path.read_text(encoding="utf-8"))


@cache
def _ids(path: Path) -> Counter[str]:
    elements = _read(path).elements
    return Counter(found for each in elements if (found := each.attributes.get("id")))


def _pages(site: Path) -> dict[str, Path]:
    """Return each page of the site by its address."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        found["/" + name.removesuffix("index.html")] = path
    assert len(found) > 10
    return found


@pytest.fixture(scope="session")
def pages(built_site: Path) -> dict[str, Path]:
    return _pages(built_site)


@pytest.fixture(scope="session")
def partners(pages: dict[str, Path]) -> dict[str, Path]:
    found = {
        address: path
        for address, path in pages.items()
        if address.startswith("/partners/") and address != "/partners/"
    }
    assert found
    return found


def _target(site: Path, address: str) -> Path:
    path = site / unquote(address).lstrip("/")
    return path / "index.html" if path.is_dir() else path


def _broken(site: Path, address: str, path: Path) -> list[str]:
    """Return the links of a page that lead to no file, or to no place in it."""
    broken = []
    for element in _read(path).elements:
        given = element.attributes.get(LINKS.get(element.tag, ""))
        if given is None:
            continue
        parts = urlsplit(urljoin(HOST + address, given))
        if f"{parts.scheme}://{parts.netloc}" != HOST:
            continue
        target = _target(site, parts.path)
        if not target.is_file() or (
            parts.fragment
            and target.suffix == ".html"
            and unquote(parts.fragment) not in _ids(target)
        ):
            broken.append(given)
    return broken


def test_every_link_leads_somewhere(built_site: Path, pages: dict[str, Path]) -> None:
    found = {
        address: broken
        for address, path in pages.items()
        if (broken := _broken(built_site, address, path))
    }
    assert found == {}


def test_no_id_stands_twice_on_a_page(pages: dict[str, Path]) -> None:
    found = {
        address: twice
        for address, path in pages.items()
        if (twice := [name for name, times in _ids(path).items() if times > 1])
    }
    assert found == {}


def _levels(path: Path) -> list[int]:
    headings = {f"h{level}": level for level in range(1, 7)}
    return [headings[element.tag] for element in _read(path).elements if element.tag in headings]


def test_headings_start_with_one_h1_and_skip_no_level(pages: dict[str, Path]) -> None:
    for address, path in pages.items():
        levels = _levels(path)
        assert levels.count(1) == 1, address
        assert levels[0] == 1, address
        assert all(after <= before + 1 for before, after in pairwise(levels)), (address, levels)


def test_a_partner_is_named_by_title_and_heading(partners: dict[str, Path]) -> None:
    for path in partners.values():
        document = _read(path)
        heading = document.texts_in("h1")[0]
        assert document.texts_in("title")[0] == f"{heading} - Alliance playbooks"


def test_a_partner_has_its_place_in_the_menu_but_is_not_in_it(
    built_site: Path, partners: dict[str, Path]
) -> None:
    for address, path in partners.items():
        links = [each for each in _read(path).elements if each.tag == "a"]
        classes = {id(each): each.attributes.get("class", "").split() for each in links}
        trail = [
            urljoin(address, each.attributes["href"])
            for each in links
            if "md-path__link" in classes[id(each)]
        ]
        assert trail == ["/", "/partners/"], address
        menu = {
            urljoin(address, each.attributes["href"]).partition("#")[0]
            for each in links
            if {"md-nav__link", "md-tabs__link"}.intersection(classes[id(each)])
            and not each.attributes["href"].startswith("#")
        }
        assert menu, address
        assert {_target(built_site, each) for each in menu}.isdisjoint(partners.values()), address


def test_the_tab_of_a_partner_is_that_of_the_partners(partners: dict[str, Path]) -> None:
    for address, path in partners.items():
        active = [
            piece.text.strip()
            for piece in _read(path).pieces
            if piece.text.strip()
            and any("md-tabs__item--active" in e.attributes.get("class", "") for e in piece.inside)
        ]
        assert active == ["Partners"], address


def test_whoever_edits_a_partner_edits_its_record(
    project_root: Path, partners: dict[str, Path]
) -> None:
    """Without a repository's address there is no such link at all."""
    for address, path in partners.items():
        slug = address.strip("/").removeprefix("partners/")
        for element in _read(path).elements:
            if element.attributes.get("rel") == "edit":
                assert element.attributes["href"].endswith(f"/partners/{slug}.yml")
                assert (project_root / "partners" / f"{slug}.yml").is_file()
