"""Whatever a record says comes out as it was typed.

What is compared: all texts, elements and attributes of a page that holds a drawn text, with those
of the same page that holds a plain word in its place. Nothing may differ but the text itself, to
the letter; only where a page goes through Markdown is white space compared as HTML shows it.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape
from mkdocs.config import load_config

from macros.records.fields import Audience
from macros.records.house import House
from macros.records.partner import Partner, Terms
from macros.records.playbook import Playbook
from macros.records.scalars import Text
from macros.records.source import UNSAFE, File, empty
from macros.render import pages
from macros.render.engine import embed, literal
from support.html import Document

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 23)
WORDS = tuple(f"Q{place}q" for place in range(5))
_PLACE = re.compile(r"Q(\d)q")

TRIALS = settings(deadline=None, derandomize=True, database=None)

FRAGMENTS = (
    *(
        "<script>alert(1)</script>",
        "</title>",
        "<!--",
        "-->",
        "<b>",
        "</div>",
        "</h1>",
        "<![CDATA[",
    ),
    *(
        "{{ 7 * 7 }}",
        "{% raw %}",
        "{% endraw %}",
        "{#",
        "#}",
        "{them}",
        "{0}",
        "%s",
        "%(a)s",
        "{: .x }",
    ),
    *("**bold**", "_it_", "__x__", "`code`", "```", "~~~", "# head", "- item", "1. one", "> quote"),
    *("[a](javascript:alert(1))", "![i](x)", "[a]: b", "[^1]", "<http://x.example>", "***", "---"),
    *("| a | b |", "|---|", "&amp;", "&#60;", "&lt", "&copy;", "&", ";", "\\", "\\*", "\\n", "$1"),
    *(
        '"',
        "'",
        '"""',
        "''",
        "\u2019",
        "\u00ab",
        "=",
        ">",
        "<",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "  ",
    ),
    *(
        "\u0645\u0631\u062d\u0628\u0627",
        "\u05e9\u05dc\u05d5\u05dd",
        "\u00e9",
        "e\u0301",
        "\U0001f50c",
        "\u200d",
        "\u200f",
        "\u00a0",
    ),
    *(
        "\u3000",
        "\u00df",
        "\u0130",
        "klzzwxh:0001",
        "wzxhzdk:0",
        "!!! note",
        "???",
        ":::",
        "*[A]: b",
        "#!x",
    ),
)


# What no file may hold is told by the loader; everything else is drawn.
UNSAFE_HERE = "".join(chr(code) for code in range(0x10000) if UNSAFE.match(chr(code)))
LETTERS = st.characters(exclude_characters=UNSAFE_HERE)

ANY = st.text(LETTERS, min_size=1, max_size=40).filter(str.strip)
HOSTILE = st.lists(
    st.sampled_from(FRAGMENTS) | st.text(LETTERS, max_size=3), min_size=1, max_size=8
)
MIXED = HOSTILE.map("".join).filter(str.strip)
LONG = ("<i>&amp;{{ x }}|\\" * 600)[:10_000]


class Seen(NamedTuple):
    """What is on a page: the elements with their attributes, and every run of text."""

    elements: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    texts: tuple[str, ...]

    def changed(self, change: Callable[[str], str]) -> "Seen":
        """Return the same with every text and the value of every attribute changed."""
        return Seen(
            tuple(
                (tag, tuple((name, change(value)) for name, value in attributes))
                for tag, attributes in self.elements
            ),
            tuple(map(change, self.texts)),
        )

    def saying(self, texts: Sequence[str]) -> "Seen":
        """Return the same with the drawn texts in the place of the plain words."""
        return self.changed(lambda text: _PLACE.sub(lambda match: texts[int(match[1])], text))


def _seen(html: str) -> Seen:
    document = Document(html)
    elements = tuple(
        # How a list is set depends on how long it is.
        (each.tag, tuple(each.attributes.items()) if each.tag != "ul" else ())
        for each in document.elements
    )
    return Seen(elements, tuple(document.runs()))


def _playbook(texts: Sequence[str]) -> Playbook:
    """Return a playbook with the five texts in all kinds of places."""
    one, two, three, four, five = texts
    house = {"name": two, "contacts": [{"id": "desk", "name": three, "role": four}]}
    defaults = {
        "subcontract": {"on_site": {"id": f"Our {four}"}, "scope": {"work_types": [f"Our {five}"]}}
    }
    record = {
        "name": one,
        "status": "active",
        "legal_name": three,
        "tags": [two],
        "contacts": [{"name": four, "role": five}],
        "client_protection": {"client_sees": "partner_brand", "selling_on_site": three},
        "subcontract": {
            "scope": {"work_types": [two, three], "areas": [four]},
            "standards": {"labelling": {"title": five, "pattern": one}},
            "pricing": {"rates": [{"name": two, "basis": "unit", "per": three}]},
            "on_site": {
                "id": five,
                "dress": {"standard": one},
                "check_in": [{"moment": "arrival", "to": "desk"}],
                "no_answer": [{"do": two}],
            },
        },
        "other_terms": [{"title": four}],
    }
    return Playbook(
        "example",
        Partner.model_validate(record),
        House.model_validate(house),
        Terms.model_validate(defaults),
        empty("partners/example.yml"),
        (),
    )


# Of what is typed, the fingerprint alone is worked out.
_FINGERPRINT = re.compile("(?<=Fingerprint of these terms: )[0-9a-f ]+")


def _page(texts: Sequence[str]) -> Seen:
    page = pages.playbook_page(_playbook(texts), TODAY, None, Audience.INTERNAL)
    return _seen(_FINGERPRINT.sub("", str(page.html)))


@cache
def _plain_page() -> Seen:
    return _page(WORDS)


def test_every_text_is_in_many_places() -> None:
    page = _plain_page()
    for word in WORDS:
        assert sum(word in text for text in page.texts) > 2
    assert any(WORDS[0] in value for _, each in page.elements for _, value in each)
    houses = [page.texts[at + 1] for at, text in enumerate(page.texts) if text == " House: "]
    assert f"Our {WORDS[4]}" in houses


@given(st.lists(ANY | MIXED, min_size=5, max_size=5))
@settings(TRIALS, max_examples=2_000)
def test_a_page_shows_texts_as_typed(drawn: list[str]) -> None:
    """Five texts a page, so that 10,000 are tried."""
    assert _page(drawn) == _plain_page().saying(drawn)


def test_a_page_shows_long_texts_as_typed() -> None:
    drawn = [LONG, "".join(FRAGMENTS), f"{LONG}2", LONG[::-1], f"\u202f{LONG}"]
    assert len(LONG) == 10_000
    assert _page(drawn) == _plain_page().saying(drawn)


# Through Markdown


@lru_cache(maxsize=1)
def _markdown() -> markdown.Markdown:
    """Return Markdown as MkDocs sets it up for this site."""
    config = load_config(str(ROOT / "mkdocs.yml"), plugins=[], hooks=[])
    return markdown.Markdown(
        extensions=list(config.markdown_extensions), extension_configs=config.mdx_configs
    )


def _shown(text: str) -> str:
    """Return text as HTML shows it: a run of its white space is one space."""
    return re.sub("[ \t\r\n\f]+", " ", text)


def _through_markdown(source: str) -> Seen:
    return _seen(_markdown().reset().convert(source)).changed(_shown)


@cache
def _plain(make: Callable[[Sequence[str]], str]) -> Seen:
    return _through_markdown(make(WORDS))


ROW = Markup('<div><dt>Work</dt>\n\n<dd data-label="{0}"><span>{0}</span></dd></div>\n')


def _block(texts: Sequence[str]) -> str:
    rows = Markup().join(ROW.format(text) for text in texts)
    return f"# Title\n\nBefore.{embed(Markup('<dl>{}</dl>').format(rows))}After.\n"


def _inline(texts: Sequence[str]) -> str:
    one, two, three, four, five = map(literal, texts)
    return (
        f"# Title\n\nBefore <a href='x'>{one}</a> after.\n\n- {two} {three}\n- **{four}**{five}\n"
    )


def test_what_is_embedded_stays_one_block() -> None:
    tags = [tag for tag, _ in _plain(_block).elements]
    assert tags == ["h1", "a", "p", "div", "dl", *["div", "dt", "dd", "span"] * 5, "p"]


SPACES = "a\n\u00a0b\n\n\u2003c\r\rd\te"


@given(st.lists(ANY | MIXED, min_size=5, max_size=5))
@example([LONG, "".join(FRAGMENTS), SPACES, LONG[::-1], "\u00a0"])
@settings(TRIALS, max_examples=2_000)
def test_a_block_in_markdown_shows_texts_as_typed(texts: list[str]) -> None:
    """Five texts a block, so that 10,000 are tried."""
    assert _through_markdown(_block(texts)) == _plain(_block).saying(texts).changed(_shown)


@given(st.lists(ANY | MIXED, min_size=5, max_size=5))
@example([LONG, "".join(FRAGMENTS), SPACES, LONG[::-1], "x"])
@settings(TRIALS, max_examples=200)
def test_a_line_of_markdown_shows_texts_as_typed(texts: list[str]) -> None:
    assert _through_markdown(_inline(texts)) == _plain(_inline).saying(texts).changed(_shown)


# Titles and search entries


@given(ANY | MIXED)
@example(LONG)
@settings(TRIALS, max_examples=2_000)
def test_a_title_reads_as_typed(text: str) -> None:
    document = Document(f"<p>{escape(text)}</p>")
    assert [each.tag for each in document.elements] == ["p"]
    assert "".join(document.runs()) == text


# From the file


def _record(text: str, style: str) -> bytes:
    """Write a record with `text` as its name, in one of the ways that YAML has."""
    written: str = yaml.dump(
        {"name": text, "status": "active"}, default_style=style, allow_unicode=True, width=60
    )
    return written.encode()


@pytest.mark.parametrize(
    "style", ["'", '"', "|", ">"], ids=["single", "double", "literal", "folded"]
)
@given(text=ANY | MIXED)
@example(text=LONG)
@settings(TRIALS, max_examples=500)
def test_a_file_is_read_as_typed(style: str, text: str) -> None:
    document = File("partners/example.yml", _record(text, style)).document()
    name = document.root.child("name")
    assert name is not None
    assert name.value == text
    assert Text.parse(text) == text
