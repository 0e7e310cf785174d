"""One page of every kind that the real site has, by name."""

from collections.abc import Callable
from pathlib import Path


def _by_size(site: Path, below: str) -> list[str]:
    """Return the addresses of the pages one folder down, the smallest first."""
    pages = [*(site / below).glob("*/index.html"), *(site / below).glob("*.html")]
    pages = [page for page in pages if page != site / below / "index.html"]
    assert pages, f"No page below {below}"
    pages.sort(key=lambda page: (page.stat().st_size, page))
    return ["/" + page.relative_to(site).as_posix().removesuffix("index.html") for page in pages]


def _largest(site: Path, below: str) -> str:
    """Return the address of the largest page one folder down: it shows the most kinds of block."""
    return _by_size(site, below)[-1]


KINDS: dict[str, Callable[[Path], str]] = {
    "home": lambda _: "/",
    "directory": lambda _: "/partners/",
    "compare": lambda _: "/compare/",
    "playbook": lambda site: _largest(site, "partners"),
    "short-playbook": lambda site: _by_size(site, "partners")[0],
    "attention": lambda _: "/attention/",
    "house": lambda _: "/house/",
    "guide": lambda site: _largest(site, "guide"),
    # Of the two pages of fields, which are of one make, the one that a browser gets through soon.
    "reference": lambda _: "/reference/house/",
    "problem": lambda site: _largest(site, "reference/problems"),
    "not-found": lambda _: "/404.html",
}
"""Each kind of page, and where one such page is in a built site."""
