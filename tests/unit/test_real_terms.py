"""Five real sets of terms, each as a record: point by point in a field, and on the page."""

import dataclasses
import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from macros.book import Book
from macros.records.check import shape_at
from macros.records.fields import Audience, Shape
from macros.records.money import Payment
from macros.records.partner import Partner
from macros.records.playbook import Playbook, value_at
from macros.records.scalars import Prose, Text, YesNo
from macros.records.source import Path_
from macros.render import pages
from macros.views.phrases import due_words
from macros.views.wording import language
from support.full import changed
from support.html import Document
from support.records import printed

TERMS = Path(__file__).resolve().parents[1] / "terms"
TODAY = dt.date(2026, 11, 23)
SETS = ("t1", "t2", "t3", "t4", "t5")


class Point(NamedTuple):
    """What the terms say, the field that states it, and whether that field is typed."""

    point: str
    field: str
    typed: bool

    @property
    def path(self) -> Path_:
        """The place of the field, list items counted from 0."""
        keys = re.findall(r"\w+", self.field)
        return tuple(int(key) - 1 if key.isdecimal() else key for key in keys)


@cache
def _points(name: str) -> tuple[Point, ...]:
    text = (TERMS / f"{name}.points.yml").read_text(encoding="utf-8")
    return tuple(Point(**each) for each in yaml.safe_load(text))


@cache
def _book() -> Book:
    return Book.load(TERMS)


def _shape(point: Point) -> Shape:
    shape = shape_at(Partner, point.path)
    assert shape, point.field
    return shape


def _html(playbook: Playbook) -> str:
    return str(pages.playbook_page(playbook, TODAY, None, Audience.INTERNAL).html)


@cache
def _text(name: str) -> str:
    runs = Document(_html(_book().playbooks[name])).runs()
    return " ".join(" ".join(runs).split()).casefold()


def _words(playbook: Playbook, point: Point) -> str:
    """Return the words in which the page says the field's value."""
    value = value_at(playbook.partner, point.path)
    assert value is not None, point
    speech = language(playbook.partner.country, Audience.INTERNAL)
    if point.path[-2:-1] == ("due",):
        payment = value_at(playbook.partner, point.path[:-2])
        assert isinstance(payment, Payment)
        assert payment.due
        return due_words(payment.due, speech)
    return speech.text(value)


def _without(playbook: Playbook, path: Path_) -> Playbook:
    """Return the playbook without the value at `path`."""
    *above, last = path
    if isinstance(last, int):
        items = value_at(playbook.partner, tuple(above))
        assert isinstance(items, tuple)
        left = items[:last] + items[last + 1 :]
        partner = changed(playbook.partner, tuple(above), left)
    else:
        partner = changed(playbook.partner, path, None)
    return dataclasses.replace(playbook, partner=partner, shared={})


def test_the_records_have_no_problem() -> None:
    assert printed(_book().problems) == ""
    assert tuple(sorted(_book().playbooks)) == SETS


def test_there_are_five_sets() -> None:
    assert (
        tuple(sorted(path.stem.removesuffix(".points") for path in TERMS.glob("*.points.yml")))
        == SETS
    )


@pytest.mark.parametrize("name", SETS)
def test_every_point_is_stated_by_a_field_and_shown(name: str) -> None:
    playbook = _book().playbooks[name]
    page = _html(playbook)
    for point in _points(name):
        assert playbook.mark(point.path).file == f"partners/{name}.yml", point
        words = _words(playbook, point)
        assert words.casefold() in _text(name), (point, words)
        # Such words as "yes" stand in many places: without the field the page reads otherwise.
        assert _html(_without(playbook, point.path)) != page, point


@pytest.mark.parametrize("name", SETS)
def test_nearly_every_point_has_a_field_of_its_own(name: str) -> None:
    points = _points(name)
    typed = [point for point in points if point.typed]
    assert len(points) >= 15
    assert len(typed) >= 0.85 * len(points)
    for point in points:
        assert point.typed is (point.path[-1] != "note"), point
    assert len({point.point for point in points}) == len(points)


def test_many_points_are_more_than_words() -> None:
    kinds = [_shape(point).type for name in SETS for point in _points(name) if point.typed]
    assert sum(kind not in {Text, Prose} for kind in kinds) >= len(kinds) / 2
    assert YesNo in kinds
