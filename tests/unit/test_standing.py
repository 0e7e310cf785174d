"""Standing: what a page and its script say of a day is what the calendar says."""

import datetime as dt
import json
import random
from pathlib import Path

import pytest

from macros.records.fields import Audience
from macros.records.scalars import Duration
from macros.render.pages import playbook_page, section_html
from macros.terms import expiry
from macros.terms.expiry import Standing, State
from macros.views.standing import DUE, ENDS, MARK, PAPERS, REVIEW, chip, script, told, tone
from macros.views.wording import PLAIN
from support.html import Document
from support.records import load, playbook

TODAY = dt.date(2026, 11, 23)
EVERYTHING = (*PAPERS, MARK, DUE, REVIEW, ENDS)
NAMES = {"nda": "NDA ", "agreement": "Agreement ", "insurance": "Insurance ", "mark": ""}


def _expected(of: str, left: int, within: int) -> tuple[str, str]:
    """Return words and tone, worked out another way."""
    name = NAMES[of]
    if left < 0:
        return f"{name}expired {-left:,} day{'' if left == -1 else 's'} ago", "bad"
    if left == 0:
        return f"{name}expires today", "warn"
    if left <= within:
        return f"{name}expires in {left:,} day{'' if left == 1 else 's'}", "warn"
    good = {"nda": "signed", "agreement": "signed", "insurance": "valid"}
    return f"{name}{good[of]}" if of in good else "", "ok"


def test_ten_thousand_days_are_told_as_the_calendar_counts_them() -> None:
    chance = random.Random(11)  # noqa: S311 - the same cases on every run
    for _ in range(10_000):
        today = dt.date.fromordinal(chance.randrange(730_000, 745_000))
        last = dt.date.fromordinal(today.toordinal() + chance.choice([0, 1, -1, 59, 60, 61]))
        if chance.random() < 0.7:
            last = dt.date.fromordinal(chance.randrange(728_000, 747_000))
        within = chance.choice([0, 1, 14, 60, 90])
        of = chance.choice([*NAMES])
        standing = expiry.until(last, today, Duration.parse(f"{within} days"))
        made = chip(of, standing, PLAIN)
        left = last.toordinal() - today.toordinal()
        assert (made.text, made.tone) == _expected(of, left, within)


@pytest.mark.parametrize("of", EVERYTHING)
def test_the_script_has_the_words_that_the_page_has(of: str) -> None:
    words = json.loads(script(PLAIN, TODAY, *EVERYTHING))["words"][of]
    for days in (1, 2, 3, 100):
        for state, name, sign in ((State.EXPIRING, "soon", 1), (State.EXPIRED, "past", -1)):
            form = words[name][0 if days == 1 else 1]
            said = told(of, Standing(state, sign * days), PLAIN)
            assert form.replace("{count}", str(days)) == said
            assert "{count}" in form
    assert words["today"] == told(of, Standing(State.EXPIRING, 0), PLAIN)
    assert words["late"] == tone(of, State.EXPIRED)
    if of in PAPERS:
        assert words["holds"] == told(of, Standing(State.HOLDS), PLAIN)
        assert words["undated"] == told(of, Standing(State.UNDATED), PLAIN)
        assert words["missing"] == told(of, Standing(State.MISSING), PLAIN)


RECORD = """\
name: Acme
status: active
nda: {signed_on: 2026-01-05, expires: 2026-12-24}
client_protection: {non_engagement: {not_applicable: tests}}
assurance:
  insurance:
    - {type: cyber, held: GBP 1, expires: 2029-05-06}
    - {type: motor, held: GBP 1, expires: 2028-05-06}
subcontract:
"""


def _page(root: Path, audience: Audience) -> Document:
    book = playbook(root, RECORD)
    return Document(str(playbook_page(book, TODAY, None, audience).html))


def test_chips_and_last_days_carry_their_date(tmp_path: Path) -> None:
    page = _page(tmp_path, Audience.INTERNAL)
    found = {
        (each.attributes["data-of"], each.attributes["data-until"], each.attributes["data-within"])
        for each in page.elements
        if "data-until" in each.attributes
    }
    assert found == {
        ("nda", "2026-12-24", "60"),
        # The first of the policies that ends.
        ("insurance", "2028-05-06", "60"),
        *(("mark", day, "60") for day in ("2026-12-24", "2029-05-06", "2028-05-06")),
    }
    (article,) = [each for each in page.elements if "data-standing" in each.attributes]
    known = json.loads(article.attributes["data-standing"])
    assert (known["built"], known["locale"]) == ("2026-11-23", "en-GB")


@pytest.mark.parametrize("audience", [Audience.COMMERCIAL, Audience.ONSITE])
def test_what_a_partner_reads_has_nothing_for_the_script(
    tmp_path: Path, audience: Audience
) -> None:
    page = _page(tmp_path, audience)
    for each in page.elements:
        assert not {"data-until", "data-standing", "data-papers"} & each.attributes.keys()


def test_a_partner_reads_last_days_that_stay_true(tmp_path: Path) -> None:
    past = RECORD.replace("2028-05-06", "2026-11-22")
    page = playbook_page(playbook(tmp_path, past), TODAY, None, Audience.COMMERCIAL)
    said = Document(str(page.html)).runs()
    # One of the two is past on the day of the page; of the other only the day stands there.
    assert {"22 November 2026", "24 December 2026"} <= set(said)
    assert said.count("expired") == 1
    assert not any("expires in" in text or "days ago" in text for text in said)


def test_a_section_on_another_page_brings_its_words_along(tmp_path: Path) -> None:
    book = load(tmp_path, {"acme.yml": RECORD})
    page = Document(str(section_html(book, "acme", "assurance", TODAY, None)))
    assert "data-standing" in page.elements[0].attributes
    assert any("data-until" in each.attributes for each in page.elements)
