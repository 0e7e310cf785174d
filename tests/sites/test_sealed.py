"""A sealed pack opens in a browser, says plainly why it does not, and tells nothing before."""

import base64
import datetime as dt
import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from markupsafe import Markup
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from macros.book import Book
from macros.outputs.export import as_json
from macros.outputs.sealing.envelope import Envelope, checksum, envelope_in
from macros.outputs.sealing.passphrase import normalised
from macros.outputs.sealing.seal import sealed, unsealed
from macros.records.fields import Audience
from macros.render.engine import TEMPLATES
from macros.render.marking import title_of
from macros.render.pack import Issue, pack_body, pack_page
from macros.render.sealed import inner_page, sealed_page
from macros.views.partner import PlaybookView, project
from macros.views.wording import PARTNER, Language
from support.browser import OpenPage, Scheme
from support.server import Serve

Axe = Callable[[Page], list[str]]

SLUG = "tallow-lane-cabling"
OTHER = "watchfell-security"
PASSPHRASE = "acorn-bonsai-cedar"  # noqa: S105 - of a test
WRONG = "This passphrase does not open the document."
DAMAGED = "This file is damaged, and no passphrase opens it."


HOSTILE = Markup("""\
<main class="pb-pack"><h1 onclick="ran()">Terms</h1><script>ran()</script>
<img src="data:," onerror="ran()"><svg onload="ran()"><script>ran()</script></svg>
<details open ontoggle="ran()"><summary>a</summary></details><style>h1 { color: red }</style>
<a href="javascript:ran()">a</a><iframe srcdoc="<script>parent.ran()</script>"></iframe>
<form action="/sent"><input autofocus onfocus="ran()" name="a"><button>Send</button></form>
<link rel="stylesheet" href="/loaded.css"><img src="/loaded.png"><object data="/loaded"></object>
</main><base href="https://example.com/">""")


class Case(NamedTuple):
    """A partner's pack, open and sealed, and both in a folder that is served."""

    title: str
    plain: bytes
    envelope: Envelope
    page: bytes
    folder: Path
    origin: str

    def address(self, way: str) -> str:
        """Return where the sealed page is: on the web, or saved as a file."""
        return (self.folder / "index.html").as_uri() if way == "file" else f"{self.origin}/"


def _view(book: Book, slug: str) -> PlaybookView:
    return project(book.playbooks[slug], Audience.COMMERCIAL, dt.date(2026, 11, 23))


def _pack(book: Book, slug: str) -> tuple[str, bytes, Envelope, bytes]:
    view = _view(book, slug)
    issue = Issue(dt.date(2027, 2, 21))
    body = pack_body(view, (), issue)
    envelope = sealed(inner_page(view, body), PASSPHRASE)
    return (
        title_of(view),
        pack_page(view, body, issue),
        envelope,
        sealed_page(*envelope, view.language),
    )


@pytest.fixture(scope="session")
def book(project_root: Path) -> Book:
    return Book.load(project_root)


@pytest.fixture(scope="session")
def case(book: Book, tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Case:
    folder = tmp_path_factory.mktemp("sealed")
    title, plain, envelope, page = _pack(book, SLUG)
    (folder / "index.html").write_bytes(page)
    (folder / "plain.html").write_bytes(plain)
    for place in Envelope._fields:
        text = getattr(envelope, place)
        changed = envelope._replace(**{place: f"{text[:7]}{chr(ord(text[7]) ^ 1)}{text[8:]}"})
        damaged = sealed_page(*changed, Language("en_GB", PARTNER))
        assert sum(one != other for one, other in zip(page, damaged, strict=True)) == 1
        (folder / f"{place}.html").write_bytes(damaged)
    header = envelope.header.replace("1000000", "1")
    weak = Envelope(header, envelope.payload, checksum(header, envelope.payload))
    (folder / "weak.html").write_bytes(sealed_page(*weak, Language("en_GB", PARTNER)))
    (folder / "cut.html").write_bytes(page[: len(page) // 2])
    hostile = sealed(inner_page(_view(book, SLUG), HOSTILE), PASSPHRASE)
    (folder / "hostile.html").write_bytes(sealed_page(*hostile, Language("en_GB", PARTNER)))
    return Case(title, plain, envelope, page, folder, serve(folder))


def _answer(page: Page, passphrase: str) -> None:
    page.get_by_label("Passphrase", exact=True).fill(passphrase)
    page.keyboard.press("Enter")


def _opened(page: Page, passphrase: str = PASSPHRASE) -> Page:
    _answer(page, passphrase)
    expect(page.locator("main.pb-pack")).to_be_visible()
    return page


# It opens


@pytest.mark.parametrize("way", ["web", "file"])
def test_an_opened_pack_is_the_plain_one(page: OpenPage, case: Case, way: str) -> None:
    shown = _opened(page(case.address(way)))
    plain = page(f"{case.origin}/plain.html")
    for what in (
        "document.title",
        "document.documentElement.lang",
        "document.querySelector('main').outerHTML.replace(' tabindex=\"-1\"', '')",
        "getComputedStyle(document.documentElement).getPropertyValue('--pb-running')",
        "document.body.offsetHeight",
    ):
        assert shown.evaluate(what) == plain.evaluate(what)
    assert shown.title() == case.title
    expect(shown.locator("h1")).to_be_focused()


@pytest.mark.parametrize("typed", [" Acorn bonsai  CEDAR ", "acorn – bonsai—cedar"])
def test_a_phones_capitals_spaces_and_dashes_do_no_harm(
    page: OpenPage, case: Case, typed: str
) -> None:
    _opened(page(case.address("web")), typed)


def test_the_passphrase_is_nowhere_afterwards(page: OpenPage, case: Case) -> None:
    asking = page(case.address("web"))
    field = asking.get_by_label("Passphrase", exact=True).element_handle()
    shown = _opened(asking)
    assert shown.url == case.address("web")
    assert field
    assert field.evaluate("each => each.value") == ""
    for place in ("history.state", "document.cookie", "localStorage[0]", "sessionStorage[0]"):
        assert not shown.evaluate(place)
    assert "acorn" not in shown.content()
    assert shown.context.storage_state(indexed_db=True)["origins"] == []


def test_nothing_runs_or_loads_of_what_was_sealed(page: OpenPage, case: Case) -> None:
    asking = page(f"{case.origin}/hostile.html")
    answered: list[str] = []
    asking.on("response", lambda response: answered.append(response.url))
    asking.evaluate("() => { window.ran = () => { window.hasRun = true; }; }")
    shown = _opened(asking)
    for what in ("h1", "a", "button"):
        shown.locator(what).evaluate("each => each.click()")
    shown.wait_for_timeout(300)
    assert shown.evaluate("window.hasRun") is None
    assert answered == []
    assert shown.url == f"{case.origin}/hostile.html"


def test_whoever_comes_back_is_asked_again(page: OpenPage, case: Case) -> None:
    shown = _opened(page(case.address("web")))
    # As a browser tells a page that it had put aside whole.
    shown.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(shown.get_by_label("Passphrase", exact=True)).to_have_value("")
    assert shown.title() == "Confidential document"


def test_an_opened_pack_prints_with_its_own_foot(page: OpenPage, case: Case) -> None:
    shown = _opened(page(case.address("web")))
    sheets = PdfReader(BytesIO(shown.pdf(prefer_css_page_size=True))).pages
    texts = [sheet.extract_text() for sheet in sheets]
    assert len(texts) > 3
    for number, text in enumerate(texts, start=1):
        assert "Tallow Lane Cabling · As of 23 November 2026" in " ".join(text.split())
        assert f"Page {number} of {len(texts)}" in text
    assert "Passphrase" not in "".join(texts)


def test_nothing_is_asked_of_anybody(chromium: Browser, case: Case) -> None:
    context = chromium.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    shown = context.new_page()
    shown.goto(case.address("web"))
    _opened(shown)
    context.close()
    assert [each for each in asked if not each.startswith("data:")] == [case.address("web")]


# It does not open


def test_a_wrong_passphrase_is_said_and_may_be_mended(page: OpenPage, case: Case) -> None:
    shown = page(case.address("web"))
    field = shown.get_by_label("Passphrase", exact=True)
    _answer(shown, "acorn-bonsai-maple")
    expect(shown.get_by_role("alert")).to_contain_text(WRONG)
    expect(field).to_be_focused()
    expect(field).to_have_value("acorn-bonsai-maple")
    expect(field).to_have_attribute("aria-invalid", "true")
    _opened(shown)


@pytest.mark.parametrize("place", Envelope._fields)
def test_one_changed_byte_is_told_as_damage(page: OpenPage, case: Case, place: str) -> None:
    shown = page(f"{case.origin}/{place}.html")
    expect(shown.get_by_role("alert")).to_contain_text(DAMAGED)
    expect(shown.locator("form")).to_be_hidden()


def test_a_page_does_not_hash_a_passphrase_once_only(page: OpenPage, case: Case) -> None:
    shown = page(f"{case.origin}/weak.html")
    _answer(shown, PASSPHRASE)
    expect(shown.get_by_role("alert")).to_contain_text(DAMAGED)


def test_plain_http_is_refused_in_words(chromium: Browser, case: Case) -> None:
    context = chromium.new_context()
    context.route("http://packs.example/", lambda route: route.fulfill(body=case.page))
    shown = context.new_page()
    shown.goto("http://packs.example/")
    said = shown.get_by_role("alert")
    expect(said).to_contain_text("an address that begins with https, or save this page as a file")
    expect(shown.locator("form")).to_be_hidden()
    context.close()


def test_an_old_browser_is_told_so(chromium: Browser, case: Case) -> None:
    context = chromium.new_context()
    context.add_init_script("delete window.DecompressionStream")
    shown = context.new_page()
    shown.goto(case.address("web"))
    expect(shown.get_by_role("alert")).to_contain_text("This browser is too old")
    context.close()


@pytest.mark.parametrize(("name", "java_script"), [("", False), ("cut.html", True)])
def test_where_no_script_runs_one_reads_what_to_do(
    page: OpenPage, case: Case, name: str, *, java_script: bool
) -> None:
    shown = page(f"{case.origin}/{name}", java_script=java_script)
    expect(shown.get_by_text("in a web browser with JavaScript switched on")).to_be_visible()
    expect(shown.locator("form")).to_be_hidden()


# It tells nothing


def test_sealed_pages_differ_in_their_envelope_alone(book: Book, case: Case) -> None:
    _, _, envelope, other = _pack(book, OTHER)
    assert len(other) == len(case.page)
    for theirs, ours in zip(envelope, case.envelope, strict=True):
        other = other.replace(theirs.encode(), ours.encode())
    assert other == case.page


def test_no_word_of_the_record_can_be_read(book: Book, case: Case) -> None:
    terms = json.loads(as_json([book.playbooks[SLUG]], Audience.INTERNAL))["partners"]
    texts = {
        text
        for found in re.findall(r'"((?:[^"\\]|\\.)+)"', json.dumps(terms, ensure_ascii=False))
        for text in (json.loads(f'"{found}"'),)
        if len(text) > 12 and "_" not in text
    }
    assert len(texts) > 100
    inside = base64.b64decode(case.envelope.payload)
    assert {text for text in texts if text.encode() in case.plain}
    assert not {text for text in texts if text.encode() in case.page + inside}
    # Chance puts every three letters into what is sealed, sooner or later.
    outside = case.page.decode().replace(case.envelope.payload, "").lower()
    assert len(outside) < len(case.page) - len(case.envelope.payload) // 2
    for name in ("Tallow", "Harbour Street", "161 496", "+44", "cabling"):
        assert name.lower() not in outside


def test_the_envelope_is_found_again(case: Case) -> None:
    assert envelope_in(case.page) == case.envelope
    assert case.title.encode() in unsealed(case.envelope, PASSPHRASE)
    assert envelope_in(case.plain) is None


# It is for everyone


@pytest.mark.parametrize("width", [1350, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    page: OpenPage, case: Case, axe: Axe, scheme: Scheme, width: int
) -> None:
    shown = page(case.address("web"), width=width, scheme=scheme)
    expect(shown.locator("form")).to_be_visible()
    assert axe(shown) == []
    shown.get_by_role("button", name="Show passphrase").click()
    _answer(shown, "acorn-bonsai-maple")
    expect(shown.get_by_role("alert")).not_to_be_empty()
    assert axe(shown) == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    if (scheme, width) in {("dark", 320), ("light", 1350)}:
        damaged = page(f"{case.origin}/payload.html", width=width, scheme=scheme)
        expect(damaged.get_by_role("alert")).not_to_be_empty()
        assert axe(damaged) == []
    if (scheme, width) == ("dark", 320):
        assert axe(_opened(shown)) == []


def test_a_thumb_and_a_keyboard_are_enough(page: OpenPage, case: Case) -> None:
    shown = page(case.address("web"), width=320)
    field = shown.get_by_label("Passphrase", exact=True)
    reveal = shown.get_by_role("button", name="Show passphrase")
    expect(field).to_be_focused()
    for target in (field, reveal, shown.get_by_role("button", name="Open")):
        box = target.bounding_box()
        assert box is not None
        assert min(box["height"], box["width"]) >= 44
        assert target.evaluate("each => parseFloat(getComputedStyle(each).fontSize)") >= 16
    shown.keyboard.press("Tab")
    shown.keyboard.press("Space")
    expect(reveal).to_have_attribute("aria-pressed", "true")
    expect(field).to_have_attribute("type", "text")
    shown.keyboard.press("Space")
    expect(field).to_have_attribute("type", "password")


# The script and the program are of one mind


def test_script_and_program_read_a_passphrase_alike(page: OpenPage) -> None:
    script = (TEMPLATES / "seal.js").read_text(encoding="utf-8")
    between = re.search(r"const BETWEEN =.*?;", script, re.DOTALL)
    function = re.search(r"  function normalised.*?\n  }", script, re.DOTALL)
    assert between
    assert function
    letters = [chr(each) for each in range(0x10000) if not 0xD800 <= each < 0xE000]
    typed = [f"A{each}{each}b {each}" for each in letters if each.isprintable() or each.isspace()]
    assert len(typed) > 50_000
    found = page("about:blank").evaluate(
        f"typed => {{ {between[0]} {function[0]} return typed.map(normalised); }}", typed
    )
    assert found == [normalised(each) for each in typed]
