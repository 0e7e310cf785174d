"""A pack as its reader meets it: a file on a phone, by day and night, alone, and on paper."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

from macros.book import Book
from macros.records.fields import Audience
from macros.records.playbook import Playbook
from macros.render.handbook.guidance import guidance_for, handbook
from macros.render.pack import (
    Issue,
    neutral_page,
    pack_body,
    pack_page,
)
from macros.views.partner import project
from support.access import violations
from support.browser import OpenPage, Scheme
from support.long import NAME, RATES, long_record
from support.paper import inked, missing_cells, read, squeezed, texts
from support.project import HOUSE
from support.records import load

TODAY = dt.date(2026, 11, 26)
ISSUE = Issue(dt.date(2027, 2, 24), "playbook.pdf")
THUMB = 44


def _pack(root: Path, playbook: Playbook, audience: Audience) -> bytes:
    view = project(playbook, audience, TODAY)
    body = pack_body(view, guidance_for(handbook(root).pages, view), ISSUE)
    return pack_page(view, body, ISSUE)


KINDS: dict[str, tuple[str, Audience] | None] = {
    "subcontract": ("tallow-lane-cabling", Audience.COMMERCIAL),
    "door": ("tallow-lane-cabling", Audience.ONSITE),
    "referral": ("wrenfield-telecom", Audience.COMMERCIAL),
    "german": ("rheinkiesel-netztechnik", Audience.COMMERCIAL),
    "neutral": None,
}
"""A pack of every kind, and what stands where a pack has been."""


@pytest.fixture(scope="session")
def packs(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the addresses of files, as somebody opens them who was sent them."""
    folder, book = tmp_path_factory.mktemp("packs"), Book.load(project_root)
    for kind, case in KINDS.items():
        made = _pack(project_root, book.playbooks[case[0]], case[1]) if case else neutral_page()
        (folder / f"{kind}.html").write_bytes(made)
    return {kind: (folder / f"{kind}.html").as_uri() for kind in KINDS}


# Whatever the browser complains of is kept, the policy's refusals among it.
LISTEN = "addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective))"


@contextmanager
def quietly(page: OpenPage, **window: object) -> Iterator[Page]:
    """Open a window, and fail where the browser complains or asks for more than one file."""
    complaints: list[str] = []
    asked: list[str] = []
    shown = page("about:blank", **window)  # type: ignore[arg-type]
    shown.add_init_script(LISTEN)
    shown.on("console", lambda message: complaints.append(message.text))
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on("request", lambda request: asked.append(request.url))
    yield shown
    assert complaints == []
    assert asked == [shown.url]


CASES: list[tuple[str, int, Scheme]] = [
    ("subcontract", 320, "light"),
    ("subcontract", 1350, "dark"),
    ("door", 360, "dark"),
    ("door", 1350, "light"),
    ("neutral", 320, "light"),
    ("neutral", 360, "dark"),
]

GROUNDS = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 31)"}


@pytest.mark.parametrize(("kind", "width", "scheme"), CASES)
def test_anybody_can_read_it_by_day_and_night(
    page: OpenPage, packs: dict[str, str], kind: str, width: int, scheme: Scheme
) -> None:
    with quietly(page, width=width, scheme=scheme) as shown:
        shown.goto(packs[kind])
        ground = shown.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == GROUNDS[scheme]
        assert violations(shown) == []


@pytest.mark.parametrize("width", [1350, 360, 320])
def test_nothing_scrolls_sideways_and_nothing_is_asked_for(
    page: OpenPage, packs: dict[str, str], width: int
) -> None:
    for kind in KINDS:
        with quietly(page, width=width) as shown:
            shown.goto(packs[kind])
            shown.locator("summary").evaluate_all("all => all.forEach(each => each.click())")
            assert shown.evaluate("document.documentElement.scrollWidth") <= width, kind


def test_no_table_hides_a_column_beside_the_screen(page: OpenPage, packs: dict[str, str]) -> None:
    shown = page(packs["subcontract"], width=1200)
    hidden = shown.locator(".pb-table").evaluate_all(
        "all => all.filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.innerText)"
    )
    assert hidden == []


def test_without_javascript_it_says_the_same(page: OpenPage, packs: dict[str, str]) -> None:
    with quietly(page, width=360) as shown:
        shown.goto(packs["subcontract"])
        said = shown.locator("body").inner_text()
    bare = page(packs["subcontract"], width=360, java_script=False)
    assert bare.locator("body").inner_text() == said
    assert len(said) > 10_000


@pytest.mark.parametrize("kind", ["subcontract", "door", "referral"])
def test_a_thumb_reaches_every_number(page: OpenPage, packs: dict[str, str], kind: str) -> None:
    shown = page(packs[kind], width=320)
    boxes = shown.locator("a[href^='tel:']").evaluate_all(
        "all => all.map(a => [a.href, a.getBoundingClientRect().toJSON()])"
    )
    assert len(boxes) > 3
    assert [link for link, box in boxes if min(box["width"], box["height"]) < THUMB] == []
    # The first calls stand at the top, without scrolling much.
    first = shown.locator(".pb-dials a").first.bounding_box()
    assert first
    assert first["y"] < 640


def test_a_contents_entry_leads_to_its_part(page: OpenPage, packs: dict[str, str]) -> None:
    shown = page(packs["subcontract"], width=360, java_script=False)
    shown.locator("summary").click()
    entry = shown.locator(".pb-toc a", has_text="Contacts and escalation")
    box = entry.bounding_box()
    assert box
    assert box["height"] >= THUMB
    entry.click()
    place = shown.locator("#contacts").bounding_box()
    assert place
    assert 0 <= place["y"] < 200


def test_a_section_leads_to_its_guidance(page: OpenPage, packs: dict[str, str]) -> None:
    shown = page(packs["door"], width=360, java_script=False)
    shown.locator("section[aria-labelledby=on-site] .pb-why a").first.click()
    title = shown.locator("[id^=guide-]:target").first
    assert title.inner_text().startswith("Guide: ")


# On paper


@pytest.fixture(scope="session")
def long_pack(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("long")
    book = load(folder, {"rook.yml": long_record(), "_house.yml": HOUSE})
    path = folder / "pack.html"
    path.write_bytes(_pack(project_root, book.playbooks["rook"], Audience.COMMERCIAL))
    return path.as_uri()


@pytest.fixture(scope="session", params=["A4", "Letter"])
def paper(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def printed(page: OpenPage, long_pack: str, paper: str) -> tuple[Page, bytes]:
    # From a dark screen, because that is where white on white would come from.
    shown = page(long_pack, scheme="dark", java_script=True)
    return shown, shown.pdf(format=paper)


def test_the_whole_of_a_long_pack_is_on_paper(printed: tuple[Page, bytes], tmp_path: Path) -> None:
    shown, pdf = printed
    pages = read(pdf)
    said = [squeezed(each.extract_text()) for each in pages]
    assert missing_cells(shown, pages) == []
    for number in range(1, RATES + 1):
        assert f"Worknumber{number}£{number}.50foreachoutletofkind{number}" in "".join(said)
    with_rates = [text for text in said if "Noted" in text]
    assert len(with_rates) > 1
    assert all("WorkPriceIncludesValidRemark" in text for text in with_rates)
    for left, right in inked(pdf, tmp_path):
        assert left >= 14.5
        assert right >= 14.5
    assert min(size for each in pages for _, size, _ in texts(each)) >= 8.95


def test_every_page_names_the_partner_as_typed_and_counts_itself(
    printed: tuple[Page, bytes],
) -> None:
    pages = read(printed[1])
    foot = f"{NAME} · As of 26 November 2026 · Valid until 24 February 2027 · Agreed on"
    for number, each in enumerate(pages, start=1):
        text = squeezed(each.extract_text())
        assert squeezed(foot) in text
        assert f"Page{number}of{len(pages)}" in text
        assert "Confidential" in text


def test_both_parties_sign_on_one_page_and_buttons_stay_on_the_screen(
    printed: tuple[Page, bytes],
) -> None:
    said = [each.extract_text() for each in read(printed[1])]
    signed = [text for text in said if "Signature" in text]
    assert len(signed) == 1
    assert signed[0].count("Signature") == signed[0].count("Date") == 2
    assert f"For {NAME}" in " ".join(signed[0].split())
    assert "Fingerprint of these terms" in signed[0]
    assert not any("On this page" in text or "as a PDF" in text for text in said)


def test_a_pack_of_a_german_partner_counts_its_pages_in_german(
    page: OpenPage, packs: dict[str, str]
) -> None:
    pages = read(page(packs["german"]).pdf(format="A4"))
    assert f"Seite 1 von {len(pages)}" in pages[0].extract_text()
