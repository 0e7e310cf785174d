"""Long lists are cut without losing a row, and files lead to whom reading everything leads."""

import datetime as dt
import json
import random
from collections.abc import Mapping
from itertools import accumulate
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.records.house import House
from macros.records.identity import Status
from macros.records.partner import Relationship
from macros.render.browse.browsing import Browsing
from macros.render.browse.cut import cut
from macros.render.browse.facets import facets
from macros.render.browse.limits import Limits
from macros.render.browse.pager import pager
from macros.render.browse.parts import ROWS, Asset, parts, search_is_long, words_found
from macros.render.browse.rows import Pressing, Ways, directory_row, open_row
from macros.render.browse.tables import HOMES, Place, directory_html, directory_table, homes
from macros.render.browse.words import File, Found, files, postings, words
from macros.render.links import Links
from macros.render.pages import PageError
from macros.render.sheets import Face, Sheet
from macros.render.shell import Leaf
from macros.terms.need import Urgency
from macros.views.directory import Entry, Filters, directory
from macros.views.house import house_language
from support.html import Document

TODAY = dt.date(2026, 11, 23)
WAYS = Ways("/")
HOUSE = House.model_validate({"name": "Harbour Street IT", "country": "GB"})
TRADES = (("cabling", "Cabling"), ("print", "Print"), ("telecoms", "Telecoms"))
AREAS = ("Köln", "Leeds", "York & Hull")


@given(sizes=st.lists(st.integers(0, 90)), most=st.integers(1, 100))
def test_every_row_stands_in_one_part_and_no_part_is_too_large(sizes: list[int], most: int) -> None:
    made = cut(sizes, most)
    assert [row for part in made for row in part] == list(range(len(sizes)))
    assert all(part for part in made) or made == (range(0),)
    assert all(len(part) <= 1 or sum(sizes[row] for row in part) <= most for part in made)
    # None could be longer.
    assert all(
        sum(sizes[row] for row in part) + sizes[part.stop] > most for part in made[: len(made) - 1]
    )


# What leads to a partner


entries = st.builds(
    Entry,
    slug=st.just("a"),
    name=st.just("A"),
    relationship=st.sampled_from(Relationship),
    relationship_words=st.just(""),
    trades=st.lists(st.sampled_from(TRADES), unique=True).map(tuple),
    areas=st.lists(st.sampled_from(AREAS)).map(tuple),
    out_of_hours=st.booleans(),
    status=st.sampled_from(Status),
    fit=st.none() | st.integers(1, 5),
    papers=st.none(),
)
CHOICES = [
    *(("relationship", each.value, Filters(relationship=each.value)) for each in Relationship),
    *(("trade", value, Filters(trade=value)) for value, _ in TRADES),
    *(("area", each, Filters(area=each)) for each in AREAS),
    *(("status", each.value, Filters(status=each.value)) for each in Status),
    ("ooh", "yes", Filters(out_of_hours=True)),
]


@given(st.lists(entries, max_size=12))
def test_a_choice_lets_those_rows_pass_that_pass_its_filter(rows: list[Entry]) -> None:
    found = facets(rows)
    for name, value, filters in CHOICES:
        numbers = list(accumulate(found.get(name, {}).get(value, [])))
        assert numbers == [at for at, row in enumerate(rows) if filters.lets_pass(row)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Northern  Cabling-Works", ["northern", "cabling", "works"]),
        ("KÖLN, Straße", ["koln", "straße"]),
        ("O'Neill_&_Söhne (24/7)", ["o", "neill", "sohne", "24", "7"]),
        ("ﬁbre ½", ["fibre", "1", "2"]),
        ("שרברב בע״מ", ["שרברב", "בע", "מ"]),
        ("…", []),
    ],
)
def test_words_are_bare_of_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


texts = st.text(st.sampled_from("abcAö 1\U0001d518\U00010428\ufb01"), max_size=12)
partners = st.lists(st.builds(Found, texts, texts, texts), max_size=12)


def _ask(made: list[File], start: str) -> dict[int, int]:
    """Return where each partner has a word that begins so, as a script finds it."""

    def order(word: str) -> bytes:
        return word.encode("utf-16-be")

    last = order(start) + b"\xff\xff"
    begin = max([0, *(at for at, each in enumerate(made) if order(each.first) <= order(start))])
    end = next((at for at, each in enumerate(made) if order(each.first) > last), len(made))
    found: dict[int, int] = {}
    for each in made[begin:end]:
        for word, levels in json.loads(each.content).items():
            for level, listed in enumerate(levels if word.startswith(start) else []):
                for number in accumulate(listed):
                    found[number] = min(level, found.get(number, level))
    return found


@given(found=partners, most=st.integers(1, 120), start=texts)
def test_the_files_of_words_find_whom_reading_everything_finds(
    found: list[Found], most: int, start: str
) -> None:
    made = files(postings(found), most)
    for word in words(start):
        expected = {
            number: next(
                level
                for level, text in enumerate(each)
                if any(known.startswith(word) for known in words(text))
            )
            for number, each in enumerate(found)
            if any(known.startswith(word) for text in each for known in words(text))
        }
        assert _ask(made, word) == expected


def test_a_file_of_words_stays_small_unless_a_word_is_everybodys() -> None:
    made = files(postings(Found(f"n{at}", "all", "") for at in range(500)), 400)
    over = [each for each in made if len(each.content) > 400 + len(made) * 20]
    assert [each.first for each in over] == ["all"]


# The pager


def test_the_pager_leads_everywhere_and_back() -> None:
    for of in range(2, 30):
        for here in range(1, of + 1):
            steps = pager("Pages", here, of, lambda number: f"p{number}").steps
            ways = {each.rel: each.href for each in steps if each.rel}
            before = {"prev": f"p{here - 1}"} if here > 1 else {}
            assert ways == before | ({"next": f"p{here + 1}"} if here < of else {})
            numbers = [int(each.text) for each in steps if each.text.isdigit()]
            assert numbers == sorted(set(numbers))
            assert {1, here, of} <= set(numbers)
            assert [each.text for each in steps if each.here] == [str(here)]
    assert pager("Pages", 1, 1, str).steps == ()


# All of it


class One(NamedTuple):
    """A partner in every list."""

    face: Face
    sheet: Sheet

    @property
    def entry(self) -> Entry:
        """Its entry in the directory."""
        return self.face.entry


def _partner(at: int, chance: random.Random) -> One:
    slug, name = f"firm-{at:03}", f"Firm {at} & <Sons>"
    known = Entry(
        *(slug, name, Relationship.SUBCONTRACT, "Subcontract", (chance.choice(TRADES),)),
        *((chance.choice(AREAS),), chance.random() < 0.5, Status.ACTIVE, chance.randint(1, 5)),
        papers=None,
    )
    row = directory_row(known, WAYS)
    needs = (Pressing(Urgency.NOW, TODAY, f"<tr><td>{slug}</td></tr>"),)
    line = open_row(slug, name, 2, house_language(HOUSE), WAYS)
    compared = row if at % 2 else None
    face = Face(known, (), f"Notes of number {at}")
    return One(face, Sheet(row, needs, 2, line, compared))


def _partners(count: int) -> dict[str, One]:
    chance = random.Random(11)  # noqa: S311 - a case of a test
    return {each.entry.slug: each for each in (_partner(at, chance) for at in range(count))}


SMALL = Limits(page=8000, words=300, rows=7)
ALL_HOMES = homes(HOMES.values())


def _made(
    partners: Mapping[str, One],
    limits: Limits = SMALL,
    at: frozenset[str] = ALL_HOMES,
    *,
    own_search: bool = False,
) -> list[Leaf | Asset]:
    faces = {slug: each.face for slug, each in partners.items()}
    sheets = {slug: each.sheet for slug, each in partners.items()}
    known = Browsing(
        faces,
        lambda: sheets,
        HOUSE,
        TODAY,
        at,
        directories=True,
        has_own_search=own_search,
        limits=limits,
    )
    listed = list(parts(known))
    has_rows = any(isinstance(each, Asset) and each.path == ROWS for each in listed)
    return [*listed, *(words_found(known) if has_rows else ())]


def _json(made: list[Leaf | Asset], name: str) -> Any:  # noqa: ANN401 - as JSON is
    contents = {each.path: each.content for each in made if isinstance(each, Asset)}
    return json.loads(contents[f"search/partners/{name}.json"])


def _leaves(made: list[Leaf | Asset], name: str) -> list[Leaf]:
    return [each for each in made if isinstance(each, Leaf) and each.slug.startswith(name)]


def _links(html: str) -> list[str]:
    hrefs = [str(each.attributes.get("href")) for each in Document(html).elements]
    return [each.strip("./") for each in hrefs if "firm-" in each]


def test_a_site_of_few_partners_has_nothing_of_it() -> None:
    assert _made(_partners(40), Limits()) == []


def test_the_parts_of_a_directory_hold_everybody_once_in_its_order() -> None:
    partners = _partners(90)
    lines = [(each.entry, each.sheet.row) for each in partners.values()]
    table = directory_table(lines, SMALL.page)
    first = directory_html(table, 1, Place(Links("partners/"), ALL_HOMES), TODAY, form=True)
    leaves = _leaves(_made(partners), "directory")
    assert len(leaves) == len(table.parts) - 1 > 3
    listed = _links(str(first)) + [link for leaf in leaves for link in _links(leaf.html.decode())]
    everybody = directory(each.entry for each in partners.values()).entries
    assert listed == [each.slug for each in everybody]
    assert [leaf.slug for leaf in leaves][:2] == ["directory_2", "directory_3"]
    assert leaves[0].title == f"Partners, page 2 of {len(table.parts)}"


def test_without_a_page_of_its_own_a_list_begins_on_a_further_one() -> None:
    made = _made(_partners(60), at=homes(["partners/index.md"]))
    assert _leaves(made, "directory")[0].slug == "directory_2"
    assert _leaves(made, "comparison")[0].slug == "comparison_1"
    assert 'href="../directory_2/"' in _leaves(made, "directory")[1].html.decode()
    assert 'href="../comparison_1/"' in _leaves(made, "comparison")[1].html.decode()


def test_the_files_hold_every_row_in_the_order_of_the_table() -> None:
    partners = _partners(60)
    made = _made(partners)
    everybody = [each.slug for each in directory(each.entry for each in partners.values()).entries]
    assert _json(made, "directory")["count"] == 60
    rows = [row for at in range(9) for row in _json(made, f"directory-{at}")]
    assert [row[0] for row in rows] == everybody
    compared = _json(made, "comparison")
    rows = [row for at in range(5) for row in _json(made, f"comparison-{at}")]
    assert [everybody[at] for at in accumulate(compared["numbers"])] == [row[0] for row in rows]


def test_same_partners_same_bytes_whatever_their_order() -> None:
    partners = _partners(60)
    shuffled = list(partners.items())
    random.Random(3).shuffle(shuffled)  # noqa: S311 - as above
    assert _made(partners) == _made(dict(shuffled))


def test_the_theme_searches_partners_up_to_a_limit() -> None:
    assert not search_is_long(1000, Limits(searched=1000))
    assert search_is_long(1001, Limits(searched=1000))


def test_a_search_of_our_own_needs_no_long_table() -> None:
    made = _made(_partners(10), own_search=True)
    assert _leaves(made, "") == []
    assert _json(made, "words")["firsts"]


@pytest.mark.parametrize(
    ("filters", "query"),
    [
        (Filters(trade="cabling"), "?trade=cabling"),
        (Filters(area="york & HULL"), "?area=York+%26+Hull"),
        (Filters(out_of_hours=True, status="active"), "?status=active&ooh=yes"),
    ],
)
def test_a_table_that_is_narrowed_shows_its_first_part_and_where_the_rest_is(
    filters: Filters, query: str
) -> None:
    partners = _partners(200)
    lines = [(each.entry, each.sheet.row) for each in partners.values()]
    table = directory_table(lines, SMALL.page, filters)
    html = str(directory_html(table, 1, Place(Links("guide/"), ALL_HOMES), TODAY, form=True))
    passing = [each.entry.slug for each in partners.values() if filters.lets_pass(each.entry)]
    shown = _links(html)
    assert 0 < len(shown) < len(passing)
    assert query.replace("&", "&amp;") in html
    assert f"and {len(passing) - len(shown)} more" in html
    # Boxes that narrow only what is shown would mislead.
    assert "<form" not in html
    assert "pb-pager" not in html


def test_a_filter_that_nothing_has_is_told() -> None:
    lines = [(each.entry, each.sheet.row) for each in _partners(3).values()]
    with pytest.raises(PageError, match="no partner covers 'Hull'"):
        directory_table(lines, SMALL.page, Filters(area="Hull"))
