"""PDFs as one reads them and as one sees them: text alone does not tell what is clipped."""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

import pytest
import segno

from macros.book import Book
from macros.outputs.paper.pdf import pdf
from macros.records.fields import Audience
from macros.render.paper.print import Copy, card_paper, playbook_paper, sign_off_paper
from macros.render.paper.sides import sides
from macros.render.paper.size import Paper
from macros.views.card import Card
from macros.views.partner import PlaybookView, project
from macros.views.parts import Cell, Group, Table
from macros.views.wording import Words
from support.long import COLUMNS, NAME, RATES, long_record
from support.paper import read, squeezed, texts
from support.project import HOUSE
from support.records import playbook
from support.sheets import Leaf, inked_box, leaves, margins, overlapping, unseen, words_in_order

TODAY = dt.date(2026, 11, 26)
COPY = Copy(TODAY, valid_until=dt.date(2027, 2, 24))
MILLIMETRE = 72 / 25.4

SIZES = {Paper.A4: (210, 297), Paper.LETTER: (215.9, 279.4)}


class Printed(NamedTuple):
    """A playbook on paper."""

    paper: Paper
    pdf: bytes
    leaves: list[Leaf]
    texts: list[str]


def _wide() -> Table:
    """Return a table with money in each of its columns."""
    heads = tuple(f"Month {column}" for column in range(1, COLUMNS + 1))
    rows = tuple(
        tuple(Cell((Words(f"£{row}{column:02},250.00", "money"),)) for column in range(COLUMNS))
        for row in range(1, 4)
    )
    return Table("Twelve months", heads, rows)


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> PlaybookView:
    made = playbook(tmp_path_factory.mktemp("big"), long_record(), HOUSE)
    view = project(made, Audience.COMMERCIAL, TODAY)
    first, *others = view.sections
    wide = first._replace(groups=(*first.groups, Group("wide", "A wide table", (_wide(),))))
    return view._replace(sections=(wide, *others))


@pytest.fixture(scope="module", params=list(Paper))
def printed(
    request: pytest.FixtureRequest, big: PlaybookView, tmp_path_factory: pytest.TempPathFactory
) -> Printed:
    made = pdf(playbook_paper(big, COPY, request.param))
    said = [squeezed(page.extract_text()) for page in read(made)]
    return Printed(request.param, made, leaves(made, tmp_path_factory.mktemp("leaves")), said)


def test_every_rate_stands_whole_on_one_page(printed: Printed) -> None:
    for number in range(1, RATES + 1):
        row = (
            f"Worknumber{number}£{number}.50foreachoutletofkind{number}",
            f"Certificate{number}and{number}metresofcable",
            f"Noted{number}.",
        )
        assert any(all(part in text for part in row) for text in printed.texts), number


def test_all_twelve_columns_are_there_on_a_page_on_its_side(printed: Printed) -> None:
    (page,) = [leaf for leaf in printed.leaves if leaf.width > leaf.height]
    text = squeezed(page.text)
    for column in range(COLUMNS):
        assert f"Month{column + 1}" in text
        assert all(f"£{row}{column:02},250.00" in text for row in range(1, 4))
    # What leads to the table goes along.
    assert page.text.index("A wide table") < page.text.index("Twelve months")


def test_the_pages_are_of_the_paper(printed: Printed) -> None:
    short, long = SIZES[printed.paper]
    for leaf in printed.leaves:
        size = sorted((leaf.width / MILLIMETRE, leaf.height / MILLIMETRE))
        assert size == pytest.approx([short, long], abs=0.1)


def test_no_ink_is_in_the_margins(printed: Printed) -> None:
    for leaf in printed.leaves:
        assert min(margins(leaf)) >= 9 * MILLIMETRE


def test_no_word_lies_on_another_and_each_is_seen(printed: Printed) -> None:
    for leaf in printed.leaves:
        assert overlapping(leaf) == []
        assert unseen(leaf) == []


def test_nothing_is_smaller_than_nine_points(printed: Printed) -> None:
    for page in read(printed.pdf):
        assert min(size for _, size, _ in texts(page)) >= 8.95


def test_the_head_is_repeated_above_rates(printed: Printed) -> None:
    with_rates = [text for text in printed.texts if "Noted" in text]
    assert len(with_rates) > 1
    assert all("WorkPriceIncludesValidRemark" in text for text in with_rates)


def test_no_heading_is_the_last_of_a_page(printed: Printed, big: PlaybookView) -> None:
    titles = {squeezed(section.title) for section in big.sections}
    for leaf in printed.leaves:
        body = [word for word in leaf.words if word.bottom < leaf.height - 23 * MILLIMETRE]
        last_line = [word.text for word in body if abs(word.bottom - body[-1].bottom) < 1]
        assert squeezed("".join(last_line)) not in titles


def test_every_page_names_the_partner_and_its_number(printed: Printed) -> None:
    for number, text in enumerate(printed.texts, start=1):
        assert squeezed(NAME) in text
        assert f"Page{number}of{len(printed.leaves)}" in text


HOSTILE = """\
name: "{{ 7*7 }} <script>alert(1)</script> &amp; {% raw %}"
status: active
kind: [cabling]
nda: {signed_on: 2026-01-05, reference: 'מגירה 2'}
contacts:
  - {id: office, name: 'مكتب الشحن', role: '東京の倉庫', phone: +44 161 496 0210}
subcontract:
  scope:
    includes: ['*not bold*', '](http://a.example)', '0012', 'ﬁ ﬂ', 'Ωmega Жизнь']
    areas: [Straße, Ňukš]
"""


def test_hostile_words_are_shown_as_typed_in_any_script(tmp_path: Path) -> None:
    view = project(playbook(tmp_path, HOSTILE, HOUSE), Audience.COMMERCIAL, TODAY)
    made = pdf(playbook_paper(view, COPY, Paper.A4))
    text = squeezed(words_in_order(made, tmp_path))
    assert "{{7*7}}<script>alert(1)</script>&amp;{%raw%}" in text
    for typed in ("*notbold*", "](http://a.example)", "0012", "ΩmegaЖизнь", "Straße", "Ňukš"):
        assert typed in text
    # Letters that stand for two may be taken for these.
    assert "ﬁﬂ" in text or "fifl" in text
    for typed in ("מגירה", "مكتبالشحن", "東京の倉庫"):
        assert typed in text
    # The halves of a number do not change places beside words that run to the left.
    assert "+441614960210" in text
    assert all(unseen(leaf) == [] for leaf in leaves(made, tmp_path))


@pytest.fixture(scope="module")
def samples(project_root: Path) -> Book:
    return Book.load(project_root)


def test_a_code_is_large_enough_to_be_read_by_a_phone(samples: Book, tmp_path: Path) -> None:
    link = f"https://packs.harbourstreet.example/s/{'x' * 22}/"
    picture = segno.make(link, error="m", micro=False).svg_data_uri(light="#fff", border=4)
    view = project(samples.playbooks["wrenfield-telecom"], Audience.ONSITE, TODAY)
    page = playbook_paper(view, COPY._replace(picture=picture), Paper.A4)
    first, *_ = leaves(pdf(page), tmp_path)
    right = first.width - 18 * MILLIMETRE
    corner = (right - 34 * MILLIMETRE, 20 * MILLIMETRE, right, 56 * MILLIMETRE)
    left, top, right, bottom = inked_box(first, corner)
    assert right - left == pytest.approx(bottom - top, abs=1)
    assert right - left >= 25 * MILLIMETRE


CARRIERS = ("tallow-lane-cabling", "rheinkiesel-netztechnik", "prairie-lantern")


def _card(samples: Book, slug: str) -> tuple[PlaybookView, Card]:
    view = project(samples.playbooks[slug], Audience.ONSITE, TODAY)
    assert view.card
    return view, view.card


@pytest.mark.parametrize("slug", CARRIERS)
def test_a_card_is_of_a6_and_nothing_runs_into_its_foot(
    slug: str, samples: Book, tmp_path: Path
) -> None:
    view, card = _card(samples, slug)
    found = leaves(pdf(card_paper(view, COPY)), tmp_path)
    assert len(found) == len(sides(card)) <= 2
    for leaf in found:
        assert (leaf.width, leaf.height) == pytest.approx((297.6, 419.5), abs=0.2)
        assert overlapping(leaf) == []
        assert min(margins(leaf)) >= 5 * MILLIMETRE
        assert card.title in leaf.text
    text = squeezed(" ".join(leaf.text for leaf in found))
    for part in card.parts:
        assert squeezed(part.title) in text
        for step in part.steps:
            assert squeezed(step.when) in text
            assert all(squeezed(piece.text) in text for piece in step.what)


@pytest.mark.parametrize("paper", list(Paper))
def test_four_cards_stand_each_in_its_quarter(paper: Paper, samples: Book, tmp_path: Path) -> None:
    view, card = _card(samples, CARRIERS[0])
    front, *backs = leaves(pdf(card_paper(view, COPY, paper)), tmp_path)
    assert len(backs) == len(sides(card)) - 1
    middle, half = front.width / 2, front.height / 2
    assert squeezed(front.text).count(squeezed(card.title)) == 4
    assert overlapping(front) == []
    for word in front.words:
        assert min(abs(word.left - middle), abs(word.right - middle)) >= 5 * MILLIMETRE
        assert (word.right < middle) is (word.left < middle)
        assert (word.bottom < half) is (word.top < half)


def test_what_is_signed_is_one_sheet_with_room_for_both(samples: Book, tmp_path: Path) -> None:
    view = project(samples.playbooks[CARRIERS[0]], Audience.COMMERCIAL, TODAY)
    (sheet,) = leaves(pdf(sign_off_paper(view, COPY, Paper.A4)), tmp_path)
    text = squeezed(sheet.text)
    for line in ("Name", "Role", "Signature", "Date"):
        assert text.count(line) >= 2
    assert squeezed(view.signed) in text
    assert squeezed(f"For {view.house}") in text
    assert squeezed(f"For {view.name}") in text
    assert overlapping(sheet) == []
