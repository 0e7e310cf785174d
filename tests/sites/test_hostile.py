"""Records that try to hurt: on every page they read as they were typed, and nothing runs."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from support.browser import OpenPage
from support.html import Document
from support.project import MakeSite
from support.server import Serve

RUN = "window.hurt = 1"

TEXTS = {
    "script": f"<script>{RUN}; alert(1)</script>",
    "image": f"<img src=x onerror='{RUN}'> <svg/onload={RUN}>",
    "title": f"</title></h1><body onload='{RUN}'> --> ]]>",
    "jinja": "{{ 7*7 }} {% raw %} {# gone #} {% endraw %} {{ config }}",
    "templates": "${7*7} #{7*7} <%= 7*7 %> {them} {0} %s %(x)s",
    "markdown": f"**bold** _it_ `code` [a](javascript:{RUN}) ![b](x) # c {{: .d }}",
    "pipes": "a | b || c |---| d",
    "entities": "&amp; &lt;b&gt; &#60;i&#62; &copy AT&T &",
    "quotes": "\"double\" 'single' \u201ccurly\u201d `back` \\ \\n \\*",
    "newlines": "first\nsecond\n\n    third\n- fourth",
    "arabic": "\u0634\u0631\u0643\u0629 \u0627\u0644\u0643\u0627\u0628\u0644\u0627\u062a (3) + 44",
    "hebrew": '\u05db\u05d1\u05dc\u05d9\u05dd \u05d1\u05e2"\u05de 161-496 <b>',
    "long": "<b>&amp;{{ 7*7 }} " * 588,
    "unbroken": "x<y&" * 2_500,
}
PROSE = f"""\
[press](javascript:{RUN}) [data](data:text/html,<script>{RUN}</script>) <script>{RUN}</script>
![x](x) <b>bold</b> {{{{ 7*7 }}}} {{% raw %}} &amp; | a | b |

<img src=x onerror="{RUN}">

<javascript:{RUN}> <https://safe.example/?a=1&b=2>
"""


def _record(slug: str, text: str) -> str:
    """Return a record, as JSON, with `text` as its name and in every other kind of place."""
    record = {
        "name": text,
        "legal_name": text,
        "status": "active",
        "kind": ["cabling"],
        "tags": [f"needle{slug}", text],
        "notes": PROSE,
        "nda": {"signed_on": "2026-01-05", "reference": text},
        "contacts": [{"id": "desk", "name": text, "role": text, "note": text}],
        "subcontract": {
            "scope": {"work_types": [text], "areas": [f"Area {text}"], "excludes": [text, text]},
            "pricing": {"rates": [{"name": text, "basis": "hourly", "rate": "GBP 45.00"}]},
            "on_site": {"id": text, "no_answer": [{"do": text, "contact": "desk"}]},
        },
        "other_terms": [{"title": text, "text": text}],
    }
    return json.dumps(record, indent=1)


HOME = """\
# Home

{links}

{{{{ playbook_section("{slug}", "scope") }}}}
"""


@pytest.fixture(scope="session")
def hostile(make_site: MakeSite) -> Path:
    records = {f"{slug}.yml": _record(slug, text) for slug, text in TEXTS.items()}
    links = "\n".join(f'- See {{{{ partner("{slug}") }}}}.' for slug in TEXTS)
    pages = {"index.md": HOME.format(links=links, slug="script")}
    return make_site(records, pages)


@pytest.fixture(scope="session")
def origin(hostile: Path, serve: Serve) -> str:
    return serve(hostile)


@contextmanager
def unhurt(page: OpenPage) -> Iterator[Page]:
    """Open a window, and fail where a script of a record runs or the browser complains."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    shown = page("about:blank")
    shown.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
    shown.on("console", note)
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    yield shown
    assert shown.evaluate("window.hurt") is None
    assert complaints == []


def _texts(page: Page, selector: str) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        selector, "elements => elements.map(element => element.textContent)"
    )
    return found


def _spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("slug", TEXTS)
def test_a_page_reads_as_typed_and_nothing_runs(page: OpenPage, origin: str, slug: str) -> None:
    text = TEXTS[slug]
    with unhurt(page) as shown:
        shown.goto(f"{origin}/partners/{slug}/")
        assert _texts(shown, "h1") == [text]
        assert _texts(shown, "title") == [f"{text} - Alliance playbooks"]
        assert text in _texts(shown, "dd")
        assert text in _texts(shown, "dd li")
        assert text in _texts(shown, "td")
        assert text in _texts(shown, "dt")
        assert [f"For {text}"] == _texts(shown, ".pb-signoff strong")[1:]
        assert f"Area {text}" in _texts(shown, ".pb-lede")[0]
        # Nothing of a record became a script, a picture or a link to anywhere unsafe.
        assert (
            shown.locator("article :is(script, img, svg, iframe, object, style, b, i)").count() == 0
        )
        for address in shown.eval_on_selector_all("article a", "all => all.map(a => a.protocol)"):
            assert address in {"http:", "https:", "mailto:", "tel:"}


def test_prose_shows_html_as_typed_and_unsafe_links_as_text(page: OpenPage, origin: str) -> None:
    with unhurt(page) as shown:
        shown.goto(f"{origin}/partners/pipes/")
        notes = shown.locator(".pb-prose", has_text="press")
        for said in PROSE.replace("<https://safe.example/?a=1&b=2>", "").splitlines():
            expected = _spaced(said.replace("&amp;", "&"))
            assert expected in _spaced(notes.first.text_content() or ""), said
        assert shown.eval_on_selector_all(".pb-prose a", "all => all.map(a => a.href)") == [
            "https://safe.example/?a=1&b=2"
        ]


def test_no_line_is_wider_than_a_phone(page: OpenPage, origin: str) -> None:
    for slug in ("unbroken", "arabic"):
        shown = page(f"{origin}/partners/{slug}/", width=360)
        wide = shown.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, slug


def test_the_directory_reads_as_typed(page: OpenPage, origin: str) -> None:
    with unhurt(page) as shown:
        shown.goto(f"{origin}/partners/")
        # Set by Markdown: a line break is a space, as HTML shows it.
        typed = sorted(_spaced(text) for text in TEXTS.values())
        assert sorted(map(_spaced, _texts(shown, ".pb-name a"))) == typed
        areas = _texts(shown, "select[name=area] option")[1:]
        assert sorted(map(_spaced, areas)) == sorted(f"Area {text}" for text in typed)
        shown.select_option("select[name=area]", value=f"Area {TEXTS['quotes']}")
        visible = shown.locator(".pb-name a:visible")
        expect(visible).to_have_count(1)
        assert visible.text_content() == TEXTS["quotes"]


def test_a_page_of_ones_own_that_names_partners_reads_as_typed(page: OpenPage, origin: str) -> None:
    with unhurt(page) as shown:
        shown.goto(f"{origin}/")
        links = [_spaced(text) for text in _texts(shown, "article li > a")]
        assert links == [_spaced(text) for text in TEXTS.values()]
        assert TEXTS["script"] in _texts(shown, ".pb dd li")


def test_the_search_reads_as_typed(page: OpenPage, origin: str) -> None:
    with unhurt(page) as shown:
        shown.goto(f"{origin}/")
        shown.keyboard.press("s")
        shown.get_by_text("Type to start searching").wait_for()
        for slug, text in TEXTS.items():
            shown.keyboard.press("ControlOrMeta+a")
            shown.keyboard.type(f"needle{slug}")
            found = shown.locator(f".md-search-result__item a[href*='/partners/{slug}/']")
            expect(found).to_have_count(1)
            # While a word is typed, its beginning finds others too.
            expect(shown.locator(".md-search-result__item")).to_have_count(1)
            assert _texts(shown, ".md-search-result__item :is(h1, h2)") == [text]


# None is lost


def _slugs(site: Path) -> set[str]:
    return {path.parent.name for path in (site / "partners").glob("*/index.html")}


def _found(site: Path) -> list[tuple[str, str]]:
    """Return slug and title of each entry of the search for a partner's page."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    return [
        (entry["location"].split("/")[1], entry["title"])
        for entry in index["docs"]
        if entry["location"].startswith("partners/") and entry["location"] != "partners/"
    ]


def _listed(site: Path) -> list[str]:
    document = Document((site / "partners" / "index.html").read_text(encoding="utf-8"))
    rows = [
        piece.inside[-1].attributes["href"].strip("./")
        for piece in document.pieces
        if piece.inside[-2:-1] and piece.inside[-2].attributes.get("class") == "pb-name"
    ]
    assert len(rows) == len(set(rows)) or any("\n" in row for row in rows)
    return sorted(set(rows))


def test_as_many_hostile_records_as_pages_as_entries(hostile: Path) -> None:
    assert _slugs(hostile) == set(TEXTS)
    assert _listed(hostile) == sorted(TEXTS)
    found = _found(hostile)
    assert sorted(slug for slug, _ in found) == sorted(TEXTS)
    for slug, title in found:
        assert "".join(Document(f"<p>{title}</p>").runs()) == TEXTS[slug]


def test_as_many_samples_as_pages_as_entries(built_site: Path, project_root: Path) -> None:
    records = project_root.joinpath("partners").glob("[!_]*.yml")
    slugs = sorted(path.stem for path in records)
    assert len(slugs) >= 10
    assert sorted(_slugs(built_site)) == slugs
    assert _listed(built_site) == slugs
    assert sorted(slug for slug, _ in _found(built_site)) == slugs


OAK = "name: Oak\nstatus: prospect\ntags: [acorn]\n"
ASH = "name: Ash\nstatus: prospect\n"


def test_a_page_by_hand_wins_and_its_record_is_not_lost(make_site: MakeSite) -> None:
    by_hand = '# Oak, by hand\n\nWords of our own.\n\n{{ playbook("oak") }}\n'
    site = make_site({"oak.yml": OAK, "ash.yml": ASH}, {"partners/oak.md": by_hand})
    assert _slugs(site) == {"oak", "ash"}
    assert _listed(site) == ["ash", "oak"]
    page = Document((site / "partners" / "oak" / "index.html").read_text(encoding="utf-8"))
    said = " ".join(page.runs())
    assert "Words of our own." in said
    assert "acorn" in said
    assert {slug for slug, _ in _found(site)} == {"oak", "ash"}
