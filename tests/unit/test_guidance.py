"""Guidance: pages for partners go with the playbooks that they are about, and carry words alone."""

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.book import Book
from macros.records.fields import Audience
from macros.render.handbook.guidance import Guidance, Handbook, guidance_for, handbook
from macros.render.handbook.portable import portable
from macros.views.partner import PlaybookView, project
from support.html import Document
from support.records import playbook, printed

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 26)
MOST_BYTES = 14 * 1024

HOUSE = """\
name: Example MSP
defaults:
  client_protection: {non_engagement: {during: yes}}
  subcontract: {on_site: {ppe: [gloves]}, payment: {method: bacs}}
"""
SUBCONTRACT = """\
name: Example Cabling
status: active
nda: {signed_on: 2026-01-02}
subcontract:
"""
REFERRAL = "name: Example Lines\nstatus: active\nreferral: {told_to_client: In writing}\n"


def page(text: str = "Words.", *, sections: str = "on-site", more: str = "") -> str:
    front = f"title: Parking\naudience: partner\nsections: [{sections}]\n{more}"
    return f"---\n{front}---\n\n# Parking\n\n{text}\n"


def write(root: Path, pages: Mapping[str, str | bytes]) -> Handbook:
    for name, text in pages.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return handbook(root)


def html(root: Path, text: str) -> str:
    """Return the HTML of one page, which has to be without problems."""
    made = write(root, {"parking.md": page(text)})
    assert not made.problems, printed(made.problems)
    return str(made.pages[0].html)


def view(
    root: Path,
    record: str = SUBCONTRACT,
    audience: Audience = Audience.COMMERCIAL,
    language: str = "en",
) -> PlaybookView:
    made = playbook(root, f"language: {language}\n{record}", HOUSE)
    return project(made, audience, TODAY)


def with_sections(shown: PlaybookView, *ids: str) -> PlaybookView:
    return shown._replace(sections=tuple(each for each in shown.sections if each.id in ids))


# Which pages there are


def test_only_pages_for_partners_are_taken(tmp_path: Path) -> None:
    made = write(
        tmp_path,
        {
            "handbook/parking.md": page(),
            "guide/money.md": "---\ntitle: Money\naudience: internal\n---\n\n# Money\n",
            "index.md": "---\ntitle: Home\n---\n\n# Home\n",
            "plain.md": "# Plain\n\naudience: partner\n",
            ".hidden/keys.md": page(),
        },
    )
    assert not made.problems
    assert [each.source for each in made.pages] == ["docs/handbook/parking.md"]
    found = made.pages[0]
    assert (found.id, found.title, found.tongue) == ("parking", "Parking", "en")
    assert found.sections == {"on-site"}


def test_a_project_without_docs_has_no_handbook(tmp_path: Path) -> None:
    assert handbook(tmp_path) == Handbook((), [])


def test_links_of_the_file_system_are_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "secret.md").write_text(page("Secret."), encoding="utf-8")
    write(tmp_path, {"parking.md": page()})
    (tmp_path / "docs/file.md").symlink_to(elsewhere / "secret.md")
    (tmp_path / "docs/folder").symlink_to(elsewhere)
    assert [each.id for each in handbook(tmp_path).pages] == ["parking"]


# What is refused, and where


REFUSED = {
    "macro": (page("See {{ partner('x') }}."), 9, 5, "a macro is not worked out"),
    "macro in code": (page("`{% set x = 1 %}`"), 9, 2, "a macro is not worked out"),
    "html in a line": (page("A <b onclick='x'>word</b>."), 9, 3, "HTML is not carried"),
    "html block": (page("Words.\n\n<div>\nx\n</div>"), 11, 1, "HTML is not carried"),
    "remark": (page("Words <!-- our margin is 30% -->"), 9, 7, "HTML is not carried"),
    "lone end": (page("Words.</div>"), 9, 7, "HTML is not carried"),
    "html in a list": (page("- one\n\n    <script>x</script>"), 11, 5, "HTML is not carried"),
    "picture": (page("A\n![plan](plan.png)"), 10, 1, "a picture is not carried"),
    "picture by reference": (page("![plan][p]\n\n[p]: plan.png"), 9, 1, "a picture is not carried"),
    "script link": (page("[x](javascript:alert(1))"), 9, 5, "a link leads to"),
    "hidden script link": (page("[x](&#106;avascript:x)"), 9, 5, "a link leads to"),
    "data link": (page("[x]( data:text/html,x )"), 9, 6, "a link leads to"),
    "link without scheme": (page("[x](//host.example/)"), 9, 5, "a link leads to"),
    "attribute": (page("Words.\n{: onclick=x }"), 10, 4, "the attribute 'onclick'"),
    "fence": (page("```\ncode\n```"), 9, 1, "a fence around code"),
    "invisible": (page("A\u202eb"), 9, 2, "an invisible character (U+202E)"),
    "invisible by number": (page("A&#x202e;b"), 9, 2, "an invisible character (&#x202e;)"),
    "section": (page(sections="contacts, onsite"), 4, 22, "did you mean 'on-site'?"),
    "our own section": (page(sections="staff"), 4, 12, "'staff' is not known here"),
    "no sections": (page(sections=""), 4, 11, "the list of sections is empty"),
    "sections in words": (page().replace("[on-site]", "on-site"), 4, 11, "names no sections"),
    "language": (page(more="language: fr\n"), 5, 11, "write one of: en, de"),
    "audience": (page().replace(": partner", ": partners"), 3, 11, "did you mean 'partner'?"),
    "other audience": (page().replace(": partner", ": onsite"), 3, 11, "one of: partner, internal"),
    "title": (page().replace("title: Parking\n", ""), 2, 1, "the page has no title"),
    "twice": (page(more="title: x\n"), 5, 1, "'title' is written twice"),
    "tab": (page(more="search:\n\tboost: 2\n"), 6, 1, "a tab is used to indent"),
}


@pytest.mark.parametrize(("text", "line", "column", "told"), REFUSED.values(), ids=list(REFUSED))
def test_what_no_pack_carries_is_told_where_it_stands(
    text: str, line: int, column: int, told: str, tmp_path: Path
) -> None:
    made = write(tmp_path, {"handbook/parking.md": text})
    assert not made.pages
    assert len(made.problems) == 1, printed(made.problems)
    assert printed(made.problems).startswith(f"docs/handbook/parking.md:{line}:{column}: ")
    assert told in printed(made.problems)


def test_all_problems_of_a_page_are_told_at_once(tmp_path: Path) -> None:
    front = page(sections="onsite, money", more="language: fr\n").replace("title: Parking\n", "")
    told = write(tmp_path, {"Parking Place.md": front}).problems
    assert len(told) == 4
    body = page("<b>x</b> ![p](p.png)\n\n[x](ftp://x)")
    assert len(write(tmp_path, {"Parking Place.md": "", "parking.md": body}).problems) == 3


def test_a_page_of_our_own_may_have_what_no_pack_carries(tmp_path: Path) -> None:
    ours = page("<b>{{ x }}</b>", sections="x").replace(": partner", ": internal")
    assert write(tmp_path, {"ours.md": ours}) == Handbook((), [])


def test_two_pages_of_one_name_and_language_are_one_too_many(tmp_path: Path) -> None:
    made = write(tmp_path, {"a/parking.md": page("One."), "b/parking.md": page("Two.")})
    assert printed(made.problems).startswith("docs/b/parking.md:1:1: 'docs/a/parking.md' has")
    assert [each.source for each in made.pages] == ["docs/a/parking.md"]


def test_a_text_that_is_not_utf8_is_told_by_its_line(tmp_path: Path) -> None:
    made = write(tmp_path, {"parking.md": page("Words.\n\nParken f\xfcr alle").encode("latin-1")})
    assert printed(made.problems).startswith("docs/parking.md:11:1: the file is not UTF-8")


# What the page becomes


def test_the_title_is_left_out_and_headings_start_at_h3(tmp_path: Path) -> None:
    made = Document(html(tmp_path, "## One\n\nWords.\n\n### Two\n\nMore.\n\n# Three\n"))
    assert [each.tag for each in made.elements] == ["h3", "p", "h4", "p", "h3"]
    ids = [each.attributes["id"] for each in made.elements if each.attributes]
    assert ids == ["guide-parking-one", "guide-parking-two", "guide-parking-three"]


def test_notes_tables_and_lists_are_carried(tmp_path: Path) -> None:
    text = """\
!!! note "Keys"

    Ask *twice*.

| a | b |
|---|--:|
| 1 | 2 |

Key
:   What opens a door

3. three
"""
    made = html(tmp_path, text)
    assert '<div class="admonition note">\n<p class="admonition-title">Keys</p>' in made
    assert "<em>twice</em>" in made
    assert "<dd>What opens a door</dd>" in made
    assert '<ol start="3">' in made
    # The style of a pack is its own.
    assert "style" not in made
    assert "<td>2</td>" in made


def test_links_to_elsewhere_stay_and_tell_nobody_where_they_come_from(tmp_path: Path) -> None:
    text = "[law](https://law.example/?a=1&b=2) [call](tel:+441614960123) <desk@msp.example>"
    made = Document(html(tmp_path, text))
    links = [each.attributes for each in made.elements if each.tag == "a"]
    assert [each["href"] for each in links] == [
        "https://law.example/?a=1&b=2",
        "tel:+441614960123",
        "mailto:desk@msp.example",
    ]
    assert {each["rel"] for each in links} == {"noreferrer"}
    assert made.texts_in("a")[-1] == "desk@msp.example"


TAG = re.compile(r"<(/?)([a-z0-9]+)((?: [a-z]+=\"[^\"<>]*\")*)>")
CARRIED = {
    *("a", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "h3", "h4", "h5", "h6"),
    *("hr", "li", "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
PIECES = st.sampled_from(
    [
        *(
            "<",
            ">",
            "<b>",
            "</b>",
            "<!--",
            "-->",
            "<img src=x onerror=y>",
            "<svg/onload=x>",
            "&lt;",
        ),
        *(
            "[x](",
            ")",
            "javascript:x",
            "https://h.example/",
            "guide:x",
            "![",
            "`",
            "```",
            "\n",
            "\n\n",
        ),
        *('"', "'", " title=", "{: onclick=x }", "{: style=x #id .c }", "    ", "- ", "> ", "# "),
        *("!!! note", '!!! x "<b>"', "| a |\n|---|\n", "*", "**", "\\", "&#60;", "&#x3c;", "words"),
    ]
)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_whatever_is_typed_gives_words_or_is_refused(text: str) -> None:
    made = portable(text, "guide-x-", lambda _: "guide:#")
    if made.refused:
        return
    for _, name, attributes in TAG.findall(made.html):
        assert name in CARRIED
        named = dict(re.findall(r' ([a-z]+)="([^"]*)"', attributes))
        assert set(named) <= {"class", "href", "id", "rel", "start", "title"}
        address = unescape(named.get("href", "https:"))
        assert address.startswith(("https:", "guide:#"))
    assert "<" not in TAG.sub("", made.html)


# Which pages go with whom


def test_a_page_goes_where_one_of_its_sections_is_shown(tmp_path: Path) -> None:
    pages = write(
        tmp_path,
        {
            "when.md": page(sections="on-site, contacts"),
            "bills.md": page(sections="money"),
            "leads.md": page(sections="referrals"),
        },
    ).pages
    assert [each.id for each in guidance_for(pages, view(tmp_path))] == ["bills", "when"]
    referral = view(tmp_path, REFERRAL)
    assert [each.id for each in guidance_for(pages, referral)] == ["leads"]
    assert guidance_for(pages, with_sections(referral, "agreements")) == ()


def test_pages_stand_in_the_order_of_the_sections(tmp_path: Path) -> None:
    pages = write(
        tmp_path,
        {
            "a.md": page(sections="on-site"),
            "b.md": page(sections="on-site, client"),
            "c.md": page(sections="client"),
        },
    ).pages
    assert [each.id for each in guidance_for(pages, view(tmp_path))] == ["b", "c", "a"]


def test_no_engineer_gets_a_page_that_is_about_money_too(tmp_path: Path) -> None:
    pages = write(
        tmp_path,
        {"visits.md": page(), "extras.md": page(sections="on-site, money")},
    ).pages
    engineer = view(tmp_path, audience=Audience.ONSITE)
    assert [each.id for each in guidance_for(pages, engineer)] == ["visits"]
    office = guidance_for(pages, view(tmp_path))
    assert {each.id for each in office} == {"visits", "extras"}


def test_a_page_is_in_the_language_of_the_playbook_or_else_in_english(tmp_path: Path) -> None:
    pages = write(
        tmp_path,
        {
            "parking.md": page("Park."),
            "keys.md": page("Lock."),
            "de/parking.md": page("Parken.", more="language: de\n"),
            "de/gate.md": page("Tor.", more="language: de\n"),
        },
    ).pages
    german = guidance_for(pages, view(tmp_path, language="de"))
    assert [(each.id, each.tongue) for each in german] == [
        ("gate", "de"),
        ("keys", "en"),
        ("parking", "de"),
    ]
    english = guidance_for(pages, view(tmp_path))
    assert [(each.id, each.tongue) for each in english] == [("keys", "en"), ("parking", "en")]


# Links from page to page


def linked(root: Path, text: str, shown: PlaybookView) -> str:
    pages = write(
        root,
        {
            "handbook/parking.md": page(text),
            "handbook/keys.md": page("## At night\n\nAsk."),
            "handbook/bills.md": page(sections="money"),
            "handbook/de/keys.md": page("Fragen.", more="language: de\n"),
            "guide/money.md": "# Money\n",
        },
    )
    assert not pages.problems
    return next(str(each.html) for each in guidance_for(pages.pages, shown) if each.id == "parking")


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("[w](keys.md)", '<a href="#guide-keys">w</a>'),
        ("[*w*](keys.md#at-night)", '<a href="#guide-keys-at-night"><em>w</em></a>'),
        ("[w](keys.md#nowhere)", '<a href="#guide-keys">w</a>'),
        ('[w](../handbook/keys.md "T")', '<a href="#guide-keys">w</a>'),
        ("[w][k]\n\n[k]: keys.md", '<a href="#guide-keys">w</a>'),
        ("[w](#here)\n\n## Here", '<a href="#guide-parking-here">w</a>'),
        ("[w](../guide/money.md#tax)", "w"),
        ("[**w**](/keys/)", "<strong>w</strong>"),
        ("[w](../../partners/acme.yml)", "w"),
    ],
)
def test_a_link_leads_to_the_page_beside_it_or_is_no_link(
    written: str, made: str, tmp_path: Path
) -> None:
    assert linked(tmp_path, written, view(tmp_path)).startswith(f"<p>{made}</p>")


def test_a_link_to_a_page_that_stays_at_home_leaves_its_words(tmp_path: Path) -> None:
    text = "See [bills](bills.md)."
    assert 'href="#guide-bills"' in linked(tmp_path, text, view(tmp_path))
    engineer = view(tmp_path, audience=Audience.ONSITE)
    assert linked(tmp_path, text, engineer) == "<p>See bills.</p>"


def test_a_link_finds_the_version_that_goes_along(tmp_path: Path) -> None:
    text = "[w](keys.md#at-night)"
    german = view(tmp_path, language="de")
    # The German page has no such heading.
    assert linked(tmp_path, text, german) == '<p><a href="#guide-keys">w</a></p>'


# The handbook that comes with the project


@cache
def ours() -> Handbook:
    return handbook(ROOT)


@cache
def packs() -> dict[tuple[str, Audience], tuple[Guidance, ...]]:
    return {
        (slug, audience): guidance_for(ours().pages, project(each, audience, TODAY))
        for slug, each in Book.load(ROOT).playbooks.items()
        for audience in (Audience.COMMERCIAL, Audience.ONSITE)
    }


def words(guidance: Guidance) -> str:
    return f"{guidance.title} {''.join(each.text for each in Document(guidance.html).pieces)}"


def test_the_handbook_has_no_problem() -> None:
    assert printed(ours().problems) == ""
    assert all(each.source.startswith("docs/handbook/") for each in ours().pages)


def test_every_page_of_the_handbook_is_there_in_german_for_the_same_sections() -> None:
    english, german = (
        {each.id: each.sections for each in ours().pages if each.tongue == tongue}
        for tongue in ("en", "de")
    )
    assert english == german
    assert len(english) > 9


@pytest.mark.parametrize("tongue", ["en", "de"])
def test_the_whole_handbook_fits_into_a_pack(tongue: str) -> None:
    pages = [each for each in ours().pages if each.tongue == tongue]
    assert sum(len(each.html.encode()) for each in pages) <= MOST_BYTES


def test_every_pack_of_the_samples_has_guidance_in_one_language() -> None:
    for pages in packs().values():
        assert pages
        assert len({each.tongue for each in pages}) == 1
    assert {each.tongue for pages in packs().values() for each in pages} == {"en", "de"}


MONEY = re.compile(
    r"\b(?:pa(?:y|id)|pric|bill|invoic|rates?\b|fees?\b|cost|charg|money|amount|tax|earn|margin"
    r"|zahl(?:en|t|ung|bar)|bezahl|preis|rechnung|sätze\b|provision|kosten|geld|betr[aä]g|steuer)"
    r"|[£$€]",
    re.IGNORECASE,
)


def test_no_page_for_an_engineer_speaks_of_money() -> None:
    office = {each for (_, audience), each in packs().items() if audience is Audience.COMMERCIAL}
    assert any(MONEY.search(words(page)) for pages in office for page in pages)
    for (_, audience), pages in packs().items():
        for each in pages if audience is Audience.ONSITE else ():
            assert not MONEY.search(words(each)), f"{each.source}: {MONEY.search(words(each))}"


def test_no_page_names_a_firm_of_the_records() -> None:
    book = Book.load(ROOT)
    assert book.house
    names = [book.house.name, *(each.partner.name for each in book.playbooks.values())]
    for each in ours().pages:
        assert not [name for name in names if name.casefold() in words(each).casefold()]
