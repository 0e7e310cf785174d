"""A reader of the site is seen by the site alone: nothing in it leads a browser to another host."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from support.browser import OpenPage
from support.kinds import KINDS

# What makes a browser ask without being told to by a click.
FETCHING = {
    ("audio", "src"),
    ("embed", "src"),
    ("form", "action"),
    ("iframe", "src"),
    ("image", "href"),
    ("image", "xlink:href"),
    ("img", "src"),
    ("img", "srcset"),
    ("input", "src"),
    ("link", "href"),
    ("object", "data"),
    ("script", "src"),
    ("source", "src"),
    ("source", "srcset"),
    ("track", "src"),
    ("use", "href"),
    ("use", "xlink:href"),
    ("video", "poster"),
    ("video", "src"),
}

# These links name a page, and fetch nothing.
NAMING_LINKS = {"canonical", "prev", "next", "edit", "license", "author"}

ABSOLUTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
IN_CSS = re.compile(r"""(?:url\(\s*|@import\s+(?!url\())["']?([^"')\s;]+)""", re.IGNORECASE)


class _Requests(HTMLParser):
    """Collects the addresses that a page makes a browser ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        values = {name: value or "" for name, value in attrs}
        self.addresses += IN_CSS.findall(values.get("style", ""))
        if tag == "link" and NAMING_LINKS.intersection(values.get("rel", "").lower().split()):
            return
        for name, value in values.items():
            if (tag, name) in FETCHING:
                self.addresses += _each(value) if name == "srcset" else [value]

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.addresses += IN_CSS.findall(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_style = self._in_style and tag != "style"


def _each(srcset: str) -> list[str]:
    return [candidate.split()[0] for candidate in srcset.split(",") if candidate.strip()]


def _addresses(text: str, suffix: str) -> list[str]:
    if suffix == ".css":
        return IN_CSS.findall(text)
    parser = _Requests()
    parser.feed(text)
    parser.close()
    return parser.addresses


def _foreign(text: str, suffix: str) -> list[str]:
    return [address for address in _addresses(text, suffix) if ABSOLUTE.match(address)]


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ('<script src="https://other.example/a.js"></script>', ".html"),
        ('<link rel="preconnect" href="//other.example">', ".html"),
        ('<img srcset="a.png 1x, https://other.example/b.png 2x">', ".html"),
        ('<p style="background: url(https://other.example/a.png)">', ".html"),
        ("<style>@import 'https://other.example/a.css'</style>", ".html"),
        ("@import url(https://other.example/a.css);", ".css"),
        ("a { background: url('//other.example/a.png') }", ".css"),
    ],
)
def test_a_request_to_another_host_is_seen(text: str, suffix: str) -> None:
    assert len(_foreign(text, suffix)) == 1


def test_no_file_asks_another_host(built_site: Path) -> None:
    files = [
        path for path in built_site.rglob("*") if path.suffix in {".html", ".css", ".svg", ".xml"}
    ]
    assert len(files) > len(KINDS)
    found = {
        str(path.relative_to(built_site)): foreign
        for path in files
        if (foreign := _foreign(path.read_text(encoding="utf-8"), path.suffix))
    }
    assert found == {}


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_asks_another_host(
    kind: str, page: OpenPage, site_url: str, built_site: Path
) -> None:
    """The window itself fails the test when the page asks another host."""
    shown = page(site_url + KINDS[kind](built_site))
    shown.locator(".md-search__input").focus()
    shown.get_by_text("Type to start searching").wait_for()
