"""Of very many partners each page stays small, and every one of them is found."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.browser import OpenPage, Scheme
from support.built import build
from support.html import Document
from support.project import make_project
from support.server import Serve

COUNT = 320
TRADES = ("cabling", "telecoms", "print", "electrical", "it_firm")
TOWNS = ("Leeds", "York", "Köln & Bonn", "Hull")
HOSTILE = "Ivy <img src=x onerror=alert(1)> & {{ 7 * 7 }} &lt;b&gt;"

# What takes ten thousand partners otherwise.
LIMITS = """\
from macros.render.browse import limits
limits.LIMITS = limits.Limits(page=40_000, searched=5_000, words=2_000, rows=16)
"""
RECORD = """\
name: Firm {number}
status: {status}
kind: [{trade}]
nda: {{signed_on: 2026-01-05}}
subcontract: {{scope: {{areas: [{town}], hours: {hours}}}}}
"""
SPECIAL = """\
name: Zeta Wiring
status: active
kind: [cabling]
nda: {signed_on: 2026-01-05}
subcontract: {scope: {areas: [Netherby]}}
other_terms:
  - {title: Zebra clause, text: Drums of cable stay on our shelf.}
"""
PAGES = {
    "index.md": '# Home\n\n{{ directory(trade="print") }}\n',
    "compare.md": "# Compare\n\n{{ compare(form=true) }}\n",
    "attention.md": "# Needs attention\n\n{{ attention() }}\n",
}


def _record(number: int) -> str:
    return RECORD.format(
        number=number,
        status="paused" if number % 10 == 0 else "active",
        trade=TRADES[number % 5],
        town=TOWNS[number % 4],
        hours="24/7" if number % 3 == 0 else "Mon-Fri 08:00-17:00",
    )


@pytest.fixture(scope="session")
def site(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("many")
    records = {f"firm-{number}.yml": _record(number) for number in range(COUNT - 2)}
    records["zeta.yml"] = SPECIAL
    records["ivy.yml"] = f'name: "{HOSTILE}"\nstatus: prospect\nkind: [print]\n'
    make_project(root, project_root, records, PAGES)
    (root / "limits.py").write_text(LIMITS, encoding="utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"hooks:\n  - {project_root}/macros/hooks.py\n  - limits.py\n")
    complaint = build(root, root / "site")
    assert not complaint, complaint
    return root / "site"


@pytest.fixture(scope="session")
def url(site: Path, serve: Serve) -> str:
    return serve(site)


def _count(shown: Page, words: str | re.Pattern[str]) -> None:
    expect(shown.locator(".pb-count")).to_have_text(words)


def _names(shown: Page) -> list[str]:
    return shown.locator("tbody:not([hidden]) th").all_inner_texts()


def test_no_page_is_large(site: Path) -> None:
    sizes = {path: path.stat().st_size for path in site.rglob("*.html")}
    assert len([path for path in sizes if "directory_" in str(path)]) > 3
    assert {path: size for path, size in sizes.items() if size > 80_000} == {}


@pytest.mark.parametrize("start", ["/partners/", "/compare/"])
def test_without_javascript_one_gets_from_part_to_part(
    page: OpenPage, url: str, start: str
) -> None:
    shown = page(url + start, java_script=False)
    names = _names(shown)
    while shown.locator("a[rel=next]").count():
        with shown.expect_navigation():
            shown.locator("a[rel=next]").click()
        assert shown.locator(".pb-filters").is_hidden()
        names += _names(shown)
    expected = COUNT if start == "/partners/" else sum(1 for at in range(COUNT - 2) if at % 10) + 1
    assert len(names) == len(set(names)) == expected
    assert shown.locator("[aria-current=page]").inner_text() in shown.locator("h1").inner_text()
    shown.get_by_role("link", name="Page 1", exact=True).click()
    expect(shown).to_have_url(url + start)


def test_choices_narrow_all_parts(page: OpenPage, url: str) -> None:
    shown = page(f"{url}/partners/directory_3/")
    _count(shown, re.compile(r"^\d+ to \d+ of 320 partners$"))
    own = _names(shown)
    shown.get_by_label("Trade").select_option("Telecoms")
    matching = [at for at in range(COUNT - 2) if at % 5 == 1]
    _count(shown, f"{len(matching)} of 320 partners. The first 20 are shown.")
    assert len(_names(shown)) == 20
    shown.get_by_label("Area").select_option("Köln & Bonn")
    shown.get_by_label("Works out of hours").check()
    matching = [at for at in matching if at % 4 == 2 and at % 3 == 0]
    _count(shown, f"{len(matching)} of 320 partners")
    assert sorted(_names(shown)) == sorted(f"Firm {at}" for at in matching)
    shown.get_by_label("Find").fill(f"firm {matching[-1]}")
    _count(shown, "1 of 320 partners")
    assert "trade=telecoms" in shown.url
    shown.reload()
    _count(shown, "1 of 320 partners")
    shown.get_by_role("button", name="Show all").click()
    _count(shown, re.compile(" to "))
    assert _names(shown) == own
    assert shown.url.endswith("/directory_3/")


def test_the_rest_comes_at_a_press_and_rows_lead_on(page: OpenPage, url: str) -> None:
    shown = page(f"{url}/partners/?trade=cabling")
    matching = sum(1 for at in range(COUNT - 2) if at % 5 == 0) + 1
    _count(shown, f"{matching} of 320 partners. The first 20 are shown.")
    more = shown.get_by_role("button", name="Show more")
    more.press("Enter")
    _count(shown, f"{matching} of 320 partners. The first 40 are shown.")
    expect(shown.locator("tbody:not([hidden]) a").nth(20)).to_be_focused()
    more.press("Enter")
    _count(shown, f"{matching} of 320 partners")
    assert len(set(_names(shown))) == matching
    expect(more).to_be_hidden()
    focused = shown.locator("tbody:not([hidden]) a").nth(40)
    expect(focused).to_be_focused()
    name = focused.inner_text()
    shown.keyboard.press("Enter")
    expect(shown.get_by_role("heading", level=1)).to_contain_text(name)


def test_nothing_found_says_what_to_do(page: OpenPage, url: str) -> None:
    shown = page(f"{url}/partners/?text=zzz")
    _count(shown, "0 of 320 partners. Take a filter away, or show all.")
    assert _names(shown) == []


def test_the_comparison_is_narrowed_by_words_as_well(page: OpenPage, url: str) -> None:
    shown = page(f"{url}/compare/?text=koln+telecoms")
    matching = [at for at in range(COUNT - 2) if at % 5 == 1 and at % 4 == 2 and at % 10]
    _count(shown, re.compile(f"^{len(matching)} of .* The first 10 are shown.$"))
    shown.get_by_role("button", name="Show more").click()
    _count(shown, re.compile(f"^{len(matching)} of [^.]*$"))
    assert sorted(_names(shown)) == sorted(f"Firm {at}" for at in matching)
    assert shown.locator("tbody:not([hidden]) tr").first.locator("td").count() == 11


def test_a_page_that_narrows_the_table_leads_to_the_rest(page: OpenPage, url: str) -> None:
    shown = page(f"{url}/")
    listed = len(_names(shown))
    matching = sum(1 for at in range(COUNT - 2) if at % 5 == 2) + 1
    shown.get_by_role("link", name=f"… and {matching - listed} more").click()
    _count(shown, f"{matching} of 320 partners. The first 20 are shown.")


@pytest.mark.parametrize("words", ["Zeta Wir", "netherby", "zebra", "drums shelf", "zeta cabling"])
def test_the_search_finds_a_partner_by_what_people_know(
    page: OpenPage, url: str, words: str
) -> None:
    shown = page(f"{url}/house/")
    loaded: list[int] = []
    shown.on("response", lambda answer: loaded.append(len(answer.body())))
    shown.keyboard.press("s")
    shown.keyboard.type(words)
    first = shown.locator(".pb-found a").first
    expect(first).to_contain_text("Zeta Wiring")
    expect(shown.locator(".pb-found [role=status]")).to_have_text("1 partner")
    assert sum(loaded) < 1_000_000
    shown.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    shown.keyboard.press("Enter")
    expect(shown).to_have_url(re.compile(r"/partners/zeta/$"))


def test_enter_leads_to_the_first_partner_and_more_come_at_a_press(
    page: OpenPage, url: str
) -> None:
    shown = page(f"{url}/house/")
    shown.keyboard.press("s")
    shown.keyboard.type("hull")
    expect(shown.locator(".pb-found [role=status]")).to_contain_text("the first 10 are shown")
    shown.get_by_role("button", name="Show more partners").press("Enter")
    expect(shown.locator(".pb-found a")).to_have_count(20)
    shown.get_by_label("Search").first.focus()
    shown.keyboard.press("Enter")
    expect(shown).to_have_url(re.compile(r"/partners/firm-\d+/$"))


def test_a_hostile_name_is_shown_as_it_was_typed(page: OpenPage, url: str) -> None:
    shown = page(f"{url}/partners/?text=onerror")
    alerts: list[str] = []
    shown.on("dialog", lambda dialog: alerts.append(dialog.message))
    _count(shown, "1 of 320 partners")
    assert _names(shown) == [HOSTILE]
    shown.keyboard.press("s")
    shown.keyboard.type("onerror")
    expect(shown.locator(".pb-found h1")).to_have_count(1)
    expect(shown.locator(".pb-found h1")).to_have_text(HOSTILE)
    assert shown.locator("img[src=x]").count() == 0
    assert alerts == []


def test_the_theme_searches_the_guidance_alone(page: OpenPage, site: Path, url: str) -> None:
    assert "partners/zeta/" not in (site / "search/search_index.json").read_text(encoding="utf-8")
    shown = page(f"{url}/partners/")
    shown.keyboard.press("s")
    shown.keyboard.type("house")
    expect(shown.locator(".md-search-result__item > a").first).to_contain_text("House")
    expect(shown.locator(".pb-found")).to_be_hidden()


def test_what_needs_attention_stands_on_several_pages(site: Path) -> None:
    pages = [site / "attention/index.html", *site.glob("partners/attention_*/index.html")]
    assert len(pages) > 3
    texts = [Document(path.read_text(encoding="utf-8")) for path in pages]
    listed = [text for each in texts for text in each.texts_in("th") if text.startswith("Firm")]
    assert len(listed) >= COUNT - 2


KINDS = {
    "part": "/partners/directory_3/",
    "narrowed": "/partners/?trade=telecoms",
    "attention": "/partners/attention_2/",
    "search": "/house/",
}


@pytest.mark.parametrize(
    ("kind", "width", "scheme"),
    [
        ("part", 320, "dark"),
        ("narrowed", 1350, "light"),
        ("attention", 320, "light"),
        ("search", 320, "light"),
    ],
)
def test_axe_finds_nothing(
    page: OpenPage,
    axe: Callable[[Page], list[str]],
    url: str,
    kind: str,
    width: int,
    scheme: Scheme,
) -> None:
    shown = page(url + KINDS[kind], width=width, scheme=scheme)
    if kind == "narrowed":
        _count(shown, re.compile("first 20"))
    if kind == "search":
        shown.keyboard.press("s")
        shown.keyboard.type("hull")
        shown.locator(".pb-found a").first.wait_for()
    assert axe(shown) == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
