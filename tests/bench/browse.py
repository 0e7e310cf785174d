"""`python -m bench.browse [COUNT]` from the folder `tests`: how very many partners are to browse.

It builds a site, and asks a browser on a slow processor. It ends with 1 where a bound is missed.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.projects import SHORT_HOUSE, our_project
from bench.run import BUILD, timed
from support.browser import launch_chromium
from support.server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

SLOWER = 4
TURNS = 20
PAGES = {
    "compare.md": "# Compare\n\n{{ compare(form=true) }}\n",
    "attention.md": "# Needs attention\n\n{{ attention() }}\n",
    "guide/cabling.md": '# Cabling\n\n{{ directory(trade="cabling") }}\n',
}
CHOICES = [
    ("trade", "cabling"),
    ("area", "Leeds"),
    ("relationship", "referral"),
    ("ooh", "yes"),
    ("text", "anvil york"),
]
"""What is chosen in the directory, one after the other and then all over again."""
SEARCHES = {
    "name": "Anvil 1",
    "trade": "telecoms",
    "town": "Stockport",
    "special term": "neat on time",
}

# From the choice until the rows that pass are painted.
TIME_TO_FILTER = """
([name, value]) => new Promise((done) => {
  const form = document.querySelector(".pb-filters");
  const control = form.elements.namedItem(name);
  const told = () => done(performance.now() - start);
  const seen = new MutationObserver(() => {
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(told));
  });
  form.reset();
  setTimeout(() => {
    seen.observe(document.querySelector(".pb-count"), { childList: true });
    control.type === "checkbox" ? (control.checked = true) : (control.value = value);
    start = performance.now();
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }, 400);
  let start;
})
"""


class Bound(NamedTuple):
    """What was measured, and what it may be at the most."""

    what: str
    found: float
    most: float
    unit: str

    @property
    def holds(self) -> bool:
        """Tell whether it is within the bound."""
        return self.found <= self.most


def main(count: int) -> int:
    """Build a site of `count` partners, print a table and return 1 where a bound is missed."""
    with tempfile.TemporaryDirectory() as folder:
        root = our_project(Path(folder) / "ours", count, SHORT_HOUSE)
        for name, text in PAGES.items():
            (root / "docs" / name).write_text(text, encoding="utf-8")
        timed(root, BUILD)
        return told(count, list(measured(root / "site", Path(folder))))


def told(count: int, bounds: list[Bound]) -> int:
    """Print what was measured; return 1 where a bound is missed."""
    print(f"| {count} partners | found | at the most | |\n| --- | --- | --- | --- |")
    for each in bounds:
        verdict = "" if each.holds else "missed"
        print(f"| {each.what} | {each.found:.0f} {each.unit} | {each.most:.0f} | {verdict} |")
    return int(not all(each.holds for each in bounds))


def measured(site: Path, home: Path) -> Iterator[Bound]:
    """Yield all that was measured on a built site; `home` is a folder for the browser."""
    largest = max(path.stat().st_size for path in site.rglob("*.html"))
    yield Bound("largest page", largest / 1000, 300, "KB")
    with serving(site) as origin, launch_chromium(str(home)) as browser:
        for page in ("partners", "compare"):
            yield from _filters(browser, f"{origin}/{page}/", page)
        for what, words in SEARCHES.items():
            yield from _search(browser, f"{origin}/house/", what, words)


def _slow(browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def _filters(browser: Browser, url: str, name: str) -> Iterator[Bound]:
    page = _slow(browser)
    page.goto(url)
    page.locator(".pb-filters").wait_for()
    names = page.locator(".pb-filters [name]").evaluate_all("all => all.map(one => one.name)")
    choices = [choice for choice in CHOICES if choice[0] in names]
    # The first time, what a choice needs is loaded.
    first = [page.evaluate(TIME_TO_FILTER, choice) for choice in choices]
    again = [page.evaluate(TIME_TO_FILTER, choices[turn % len(choices)]) for turn in range(TURNS)]
    page.close()
    yield Bound(f"{name}: a filter, median", statistics.median(again), 100, "ms")
    yield Bound(f"{name}: a filter, worst of {TURNS}", max(again), 100, "ms")
    yield Bound(f"{name}: a filter the first time, with loading", max(first), 1000, "ms")


def _search(browser: Browser, url: str, what: str, words: str) -> Iterator[Bound]:
    page = _slow(browser)
    page.goto(url, wait_until="networkidle")
    loaded: list[int] = []
    page.on("response", lambda answer: loaded.append(int(answer.headers.get("content-length", 0))))
    page.locator("label[for=__search]").first.click()
    page.keyboard.type(words)
    page.locator(".md-search-result__item > a").first.wait_for()
    page.wait_for_load_state("networkidle")
    yield Bound(f"loaded before a search by {what} answers", sum(loaded) / 1000, 1000, "KB")
    page.close()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
