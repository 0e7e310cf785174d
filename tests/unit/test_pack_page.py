"""A pack is one file that needs nothing else, and says nothing but what its reader may see."""

import base64
import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from macros.book import HOUSE_FILE, Book
from macros.records.fields import Audience
from macros.records.house import House
from macros.records.partner import Partner
from macros.records.playbook import Playbook
from macros.records.scalars import Prose, Text
from macros.render.handbook.guidance import Guidance, guidance_for, handbook
from macros.render.pack import (
    Issue,
    neutral_page,
    pack_body,
    pack_page,
    whole_page,
)
from macros.views.partner import project
from macros.views.wording import PLAIN
from support.full import full
from support.html import Document
from support.records import load, playbook

TODAY = dt.date(2026, 11, 26)
ISSUE = Issue(dt.date(2027, 2, 24), "playbook.pdf")
OUTSIDERS = [Audience.COMMERCIAL, Audience.ONSITE]
MOST = 100_000

each_outsider = pytest.mark.parametrize("audience", OUTSIDERS)

Make = Callable[[Playbook, Audience], str]


def packed(
    playbook: Playbook, audience: Audience, pages: tuple[Guidance, ...] = (), issue: Issue = ISSUE
) -> str:
    view = project(playbook, audience, TODAY)
    body = pack_body(view, guidance_for(pages, view), issue)
    return pack_page(view, body, issue).decode("utf-8")


@pytest.fixture(scope="module")
def samples(project_root: Path) -> dict[tuple[str, Audience], str]:
    """Return the packs of all samples, with their guidance."""
    pages = handbook(project_root).pages
    assert pages
    return {
        (slug, audience): packed(each, audience, pages)
        for slug, each in Book.load(project_root).playbooks.items()
        for audience in OUTSIDERS
    }


# Order


def test_the_office_begins_with_the_money_and_the_engineer_with_the_calls(
    samples: dict[tuple[str, Audience], str],
) -> None:
    office = samples["kettle-and-fuse", Audience.COMMERCIAL]
    assert office.index('<h2 id="glance">') < office.index('id="card"')
    door = samples["kettle-and-fuse", Audience.ONSITE]
    assert 'id="card"' in door
    assert 'id="glance"' not in door
    assert '"#glance"' not in door


def test_what_differs_is_marked_and_what_the_house_says_is_not_told(
    samples: dict[tuple[str, Audience], str],
) -> None:
    office = samples["tallow-lane-cabling", Audience.COMMERCIAL]
    assert "Marked with ◆" in office
    assert '<div class="pb-house"><span class="pb-mark">Differs.</span></div>' in office
    assert "House:" not in office
    # How far the others travel for nothing.
    assert "30 miles" in office
    assert "20 miles" not in office


# One file


def test_no_pack_is_heavy(samples: dict[tuple[str, Audience], str]) -> None:
    assert len(samples) >= 20
    sizes = {case: len(html.encode("utf-8")) for case, html in samples.items()}
    assert {case: size for case, size in sizes.items() if size > MOST} == {}


# What makes a browser ask for something, or do something, without being told to.
ACTIVE = {"script", "iframe", "object", "embed", "form", "img", "svg", "video", "audio", "base"}


def test_a_pack_asks_for_nothing_and_runs_nothing(
    samples: dict[tuple[str, Audience], str],
) -> None:
    for html in (*samples.values(), neutral_page().decode("utf-8")):
        elements = Document(html).elements
        assert ACTIVE.isdisjoint(each.tag for each in elements)
        links = [each.attributes for each in elements if each.tag == "link"]
        assert links == [{"rel": "icon", "href": "data:,"}]
        names = {name for each in elements for name in each.attributes}
        assert not {name for name in names if name.startswith("on")}
        assert names.isdisjoint({"style", "src", "srcset", "action", "ping", "background"})
        styles = "".join(re.findall(r"<style>(.*?)</style>", html, re.DOTALL))
        assert styles
        assert not re.search(r"url\(|@import|http", styles)


def test_a_link_leads_into_the_page_to_a_desk_or_where_a_record_says(
    samples: dict[tuple[str, Audience], str],
) -> None:
    for (slug, _), html in samples.items():
        elements = Document(html).elements
        ids = [each.attributes["id"] for each in elements if "id" in each.attributes]
        assert len(ids) == len(set(ids)), slug
        links = [each.attributes["href"] for each in elements if each.tag == "a"]
        inside = {link[1:] for link in links if link.startswith("#")}
        assert inside <= set(ids), slug
        outside = [link for link in links if not link.startswith("#")]
        for link in outside:
            assert link.startswith(("tel:", "mailto:", "https://")) or link == "playbook.pdf"
        assert [link for link in outside if ".example" not in link and "https" in link] == []


def test_every_section_with_guidance_leads_to_it(
    samples: dict[tuple[str, Audience], str],
) -> None:
    html = samples["tallow-lane-cabling", Audience.COMMERCIAL]
    whys = re.findall(r'<p class="pb-why">.*?</p>', html, re.DOTALL)
    led = [why for why in whys if 'href="#guide-' in why]
    assert len(led) > 7
    for anchor in re.findall(r'href="(#guide-[a-z-]+)"', "".join(led)):
        assert f'<h2 id="{anchor[1:]}">Guide: ' in html


def test_the_same_record_makes_the_same_bytes(project_root: Path) -> None:
    def made() -> str:
        each = Book.load(project_root).playbooks["watchfell-security"]
        return packed(each, Audience.COMMERCIAL, handbook(project_root).pages)

    assert made() == made()


# What keeps a browser from being talked into anything


def policy_of(html: str) -> dict[str, list[str]]:
    (content,) = [
        each.attributes["content"]
        for each in Document(html).elements
        if each.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = [rule.split() for rule in content.split("; ")]
    return {name: values for name, *values in rules}


def hashed(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def inside(html: str, tag: str) -> list[str]:
    return re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)


def test_only_the_styles_of_the_page_may_be_used() -> None:
    html = whole_page(Markup("<p>é</p>"), "Title", PLAIN, running="Käthe & Söhne").decode("utf-8")
    assert policy_of(html) == {
        "default-src": ["'none'"],
        "style-src": [hashed(style) for style in inside(html, "style")],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    assert len(inside(html, "style")) == 2


def test_only_the_script_of_the_page_may_run() -> None:
    script = 'if (1 < 2 && "é") { document.title = "open"; }\n'
    html = whole_page(Markup("<p>A</p>"), "Title", PLAIN, script=script).decode("utf-8")
    assert inside(html, "script") == [script]
    assert policy_of(html)["script-src"] == [hashed(script)]


def test_a_pack_wants_to_be_found_and_told_of_by_nobody(
    samples: dict[tuple[str, Audience], str],
) -> None:
    for html in (*samples.values(), neutral_page().decode("utf-8")):
        metas = {
            each.attributes["name"]: each.attributes["content"]
            for each in Document(html).elements
            if each.tag == "meta" and "name" in each.attributes
        }
        assert metas == {
            "viewport": "width=device-width, initial-scale=1",
            "robots": "noindex, nofollow, noarchive",
            "referrer": "no-referrer",
            "format-detection": "telephone=no",
            "color-scheme": "light dark",
        }


# What it says


def texts(html: str) -> list[str]:
    """Return what a page says, its title first; not how it looks."""
    title, body = inside(html, "title"), html.partition("<body>")[2]
    return [*map(unescape, title), *Document(body).runs()]


def test_a_pack_says_of_which_day_it_is_and_how_long_it_holds(tmp_path: Path) -> None:
    made = playbook(
        tmp_path, "name: Acme\nstatus: active\nsubcontract:\nagreed: {on: 2026-01-05}\n"
    )
    said = texts(packed(made, Audience.COMMERCIAL))
    assert "From Example MSP, for Acme" in said
    dated = ["As of 26 November 2026.", "Valid until 24 February 2027."]
    assert [text for text in said if text in dated] == dated
    assert "Agreed on 5 January 2026." in said
    endless = texts(packed(made, Audience.COMMERCIAL, issue=Issue(None)))
    assert not any("Valid until" in text or "PDF" in text for text in endless)


def test_the_pdf_is_led_to_by_its_name(tmp_path: Path) -> None:
    made = playbook(tmp_path, "name: Acme\nstatus: active\nsubcontract:\n")
    html = packed(made, Audience.ONSITE, issue=Issue(None, 'a "b" & c.pdf'))
    assert 'href="a &#34;b&#34; &amp; c.pdf"' in html


def test_only_the_office_signs(tmp_path: Path) -> None:
    made = playbook(tmp_path, "name: Acme\nstatus: active\nsubcontract: {scope: {areas: [X]}}\n")
    assert "Signature" in texts(packed(made, Audience.COMMERCIAL))
    assert "Signature" not in texts(packed(made, Audience.ONSITE))


def test_there_is_no_pack_for_our_own_staff(tmp_path: Path) -> None:
    made = playbook(tmp_path, "name: Acme\nstatus: active\nsubcontract:\n")
    with pytest.raises(ValueError, match="commercial or onsite"):
        packed(made, Audience.INTERNAL)


AMOUNT = re.compile(r"[£$€]\s?\d|\d\s?[£$€]|\b[A-Z]{3} \d[\d,]*\.\d\d\b")


def test_no_amount_of_money_is_taken_to_the_door(
    samples: dict[tuple[str, Audience], str],
) -> None:
    for (slug, audience), html in samples.items():
        found = AMOUNT.findall(" ".join(texts(html)))
        if audience is Audience.ONSITE:
            assert found == [], slug
    assert AMOUNT.search(" ".join(texts(samples["tallow-lane-cabling", Audience.COMMERCIAL])))


@each_outsider
def test_what_a_reader_may_not_see_is_nowhere_in_the_file(
    tmp_path: Path, audience: Audience
) -> None:
    own, house = full(Partner, mark="own"), full(House, turn=1, mark="house", start=5000)
    book = load(tmp_path, {"example.yml": own.text(), HOUSE_FILE: house.text()})
    html = unescape(packed(book.playbooks["example"], audience))
    seen = {reader for reader in Audience if audience.sees(reader)}
    for record in (own, house):
        leaves = [leaf for leaf in record.leaves if leaf.shape.type in {Text, Prose}]
        hidden = [leaf for leaf in leaves if leaf.audience not in seen]
        assert [leaf.field for leaf in hidden for text in leaf.written if text in html] == []
        assert len(leaves) > len(hidden)
    assert any(leaf.audience not in seen for leaf in own.leaves)


# Whatever a record says

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "style": "</style><style>*{display:none}</style>",
    "title": "</title></h1><body onload='x'> --> ]]>",
    "jinja": "{{ 7*7 }} {% raw %} {# gone #}",
    "span": "<span>x</span> &lt;span&gt;y&lt;/span&gt;",
    "entities": "&amp; &lt;b&gt; &#60;i&#62; AT&T & \\1 \\g<0>",
    "quotes": "\"double\" 'single' \u201ccurly\u201d `back` \\ \\n",
    "hebrew": '\u05db\u05d1\u05dc\u05d9\u05dd \u05d1\u05e2"\u05de 161-496 <b>',
    "long": "Donaudampfschifffahrtsgesellschaft" * 60,
}


def record(text: str) -> str:
    """Return a record, as JSON, with `text` in every kind of place of a pack."""
    return json.dumps(
        {
            "name": text,
            "status": "active",
            "agreed": {"on": "2026-01-29", "version": text},
            "contacts": [{"id": "desk", "name": text, "phone": "+44 161 496 0101"}],
            "subcontract": {
                "scope": {"areas": [text]},
                "pricing": {"rates": [{"name": text, "basis": "hourly", "rate": "GBP 45.00"}]},
                "on_site": {
                    "introduce_as": text,
                    "dress": {"standard": text},
                    "check_in": [{"moment": "arrival", "to": "desk"}],
                    "no_answer": [{"do": text, "contact": "desk"}],
                },
            },
        }
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_pack_shows_texts_as_typed(tmp_path: Path, text: str) -> None:
    html = packed(playbook(tmp_path / "a", record(text)), Audience.COMMERCIAL)
    plain = packed(playbook(tmp_path / "b", record("Q0q")), Audience.COMMERCIAL)
    assert shape(html) == shape(plain)
    number = re.compile("(?<=Fingerprint of these terms: )[0-9a-f ]+")
    expected = [number.sub("", each).replace("Q0q", text) for each in texts(plain)]
    found = [number.sub("", each) for each in texts(html)]
    assert found == expected
    assert sum(text in each for each in found) > 8


def shape(html: str) -> list[tuple[str, tuple[str, ...]]]:
    # How a list is set depends on how long it is.
    return [
        (each.tag, tuple(each.attributes) if each.tag != "ul" else ())
        for each in Document(html).elements
    ]


ESCAPED = re.compile(r"\\([0-9a-f]{1,6}) ")


def css_strings(style: str) -> Iterator[str]:
    """Yield what a browser reads in the strings of a style sheet (CSS Syntax, 4.3.5 and 4.3.7)."""
    for found in re.findall(r'"([^"\n]*)"', style):
        yield ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), found)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_the_foot_of_a_page_reads_as_typed(text: str) -> None:
    html = whole_page(Markup(), "Title", PLAIN, running=text).decode("utf-8")
    foot = inside(html, "style")[-1]
    assert list(css_strings(foot)) == [text, "Page ", " of "]
    assert foot.count("{") == foot.count("}") == foot.count('"') - 5 == 1
    assert policy_of(html)["style-src"][-1] == hashed(foot)


# Where a pack has been


def test_the_neutral_page_names_nobody_in_two_languages(project_root: Path) -> None:
    html = neutral_page().decode("utf-8")
    said = texts(html)
    assert "Please ask the person who gave it to you for a new one." in " ".join(said)
    assert "Der Link gilt nicht mehr." in " ".join(said)
    book = Book.load(project_root)
    assert book.house
    names = [book.house.name, *(each.partner.name for each in book.playbooks.values())]
    assert [name for name in names if name in html] == []
    assert neutral_page() == html.encode("utf-8")


def test_the_style_sheet_is_the_one_in_the_folder_but_for_remarks_and_space() -> None:
    sheet = Path(neutral_page.__code__.co_filename).with_name("templates") / "pack.css"
    source = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    made = inside(neutral_page().decode("utf-8"), "style")[0]
    assert "".join(made.split()) == "".join(source.split())
    # A space can tell a descendant, or stand in a text.
    assert ".pb-group:has(> :is(h5,h6))" in made
    assert 'content: " · " / "";' in made
