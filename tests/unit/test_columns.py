"""Columns of a table on paper: no word breaks, and few cells need a second line."""

from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.render.paper.columns import UPRIGHT, layout, width
from macros.render.paper.print import FONTS

WORDS = st.text("abMW09.", min_size=1, max_size=8)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
TABLES = st.integers(1, 6).flatmap(
    lambda columns: st.lists(
        st.lists(TEXTS, min_size=columns, max_size=columns), min_size=2, max_size=5
    )
)


@pytest.fixture(scope="module")
def font() -> Any:  # noqa: ANN401 - it has no types
    return import_module("fontTools.ttLib").TTFont(FONTS["PlaybookSans-Regular.ttf"])


def test_texts_are_measured_rather_too_wide(font: Any) -> None:  # noqa: ANN401 - as above
    letters, sizes = font.getBestCmap(), font["hmtx"]
    for code in range(ord(" "), ord("~") + 1):
        real = sizes[letters[code]][0] / font["head"].unitsPerEm
        assert real <= width(chr(code)) + 0.005, chr(code)
        assert width(chr(code)) <= real + 0.3, chr(code)


@given(TABLES)
def test_no_word_is_wider_than_its_column(rows: list[list[str]]) -> None:
    head, *body = rows
    fit = layout(head, body)
    assert fit is not None
    assert sum(fit.widths) == pytest.approx(100, abs=0.1)
    if not fit.is_wide:
        for column, texts in zip(fit.widths, zip(*rows, strict=True), strict=True):
            longest = max(width(word) for text in texts for word in text.split())
            assert longest <= column * UPRIGHT / 100 + 0.02


def test_what_fits_on_one_line_stays_there() -> None:
    head = ["Work", "Price", "Remark"]
    rows = [["Labour", "£46.00 an hour", "words " * 60], ["Crew", "£640.00 a day", ""]]
    fit = layout(head, rows)
    assert fit is not None
    assert fit.widths[1] * UPRIGHT / 100 > width("£46.00 an hour")


def test_many_columns_of_short_amounts_lie_on_their_side() -> None:
    months = [f"Month {number}" for number in range(1, 13)]
    fit = layout(months, [["£1,250.00"] * 12])
    assert fit is not None
    assert fit.is_wide


def test_many_columns_of_long_words_are_a_list() -> None:
    heads = [f"Head {number}" for number in range(1, 10)]
    assert layout(heads, [["Some words that need their room"] * 9]) is None
