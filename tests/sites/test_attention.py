"""How things stand is told by the day on which somebody reads, whenever the site was built."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from support.browser import OpenPage
from support.project import MakeSite
from support.server import Serve

BUILT = dt.date(2026, 11, 23)

RECORDS = {
    "_house.yml": "name: Example MSP\ncountry: GB\n",
    "larch.yml": """\
name: Larch
status: active
agreed: {on: 2026-11-01}
nda: {signed_on: 2026-01-05, expires: 2027-02-01}
client_protection: {non_engagement: {not_applicable: tests}}
assurance:
  insurance:
    - {type: motor, held: GBP 5, expires: 2026-12-24}
    - {type: cyber, held: GBP 5}
subcontract:
""",
    "moss.yml": """\
name: Moss & <b>Sons</b> {{ 7 * 7 }}
status: active
agreed: {on: 2026-11-01}
nda: {signed_on: 2026-01-05, expires: 2026-11-22}
governance: {review: {every: 12 months, last: 2025-12-01}}
referral:
""",
    "fichte.yml": """\
name: Fichte
status: active
country: DE
language: de
agreed: {on: 2026-11-01}
nda: {signed_on: 2026-01-05, expires: 2027-02-01}
referral:
""",
    "nettle.yml": """\
name: Nettle
status: active
agreed: {on: 2026-11-01}
nda: {signed_on: 2026-01-05, expires: 2027-06-30}
referral:
""",
}

PAGES = {"attention.md": "# Needs attention\n\n{{ attention() }}\n"}

Read = Callable[[str, dt.date], Page]


@pytest.fixture(scope="session")
def site(make_site: MakeSite, serve: Serve) -> str:
    noon = dt.datetime.combine(BUILT, dt.time(12), dt.UTC)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
        return serve(make_site(RECORDS, PAGES))


@pytest.fixture
def read(page: OpenPage, site: str) -> Read:
    return lambda path, day: page(site + path, today=day)


def _tone(chip: Locator) -> str:
    classes = str(chip.get_attribute("class")).split()
    return next(name.removeprefix("pb-chip--") for name in classes if name.startswith("pb-chip--"))


def _chips(shown: Page) -> dict[str, str]:
    chips = shown.locator(".pb-chips > [data-of]").all()
    return {chip.inner_text(): _tone(chip) for chip in chips}


STANDINGS = [
    (BUILT, "NDA signed", "ok", "Insurance: no date on file", "warn"),
    (dt.date(2026, 12, 2), "NDA signed", "ok", "Insurance: no date on file", "warn"),
    (dt.date(2026, 12, 3), "NDA expires in 60 days", "warn", "Insurance: no date on file", "warn"),
    (dt.date(2026, 12, 25), "NDA expires in 38 days", "warn", "Insurance expired 1 day ago", "bad"),
    (dt.date(2027, 1, 31), "NDA expires in 1 day", "warn", "Insurance expired 38 days ago", "bad"),
    (dt.date(2027, 2, 1), "NDA expires today", "warn", "Insurance expired 39 days ago", "bad"),
    (dt.date(2027, 2, 2), "NDA expired 1 day ago", "bad", "Insurance expired 40 days ago", "bad"),
    # A clock that goes wrong makes no paper young again.
    (dt.date(2020, 1, 1), "NDA signed", "ok", "Insurance: no date on file", "warn"),
]


@pytest.mark.parametrize(("day", "nda", "nda_tone", "insurance", "insurance_tone"), STANDINGS)
def test_the_chips_of_a_partner_follow_the_day(
    read: Read, day: dt.date, nda: str, nda_tone: str, insurance: str, insurance_tone: str
) -> None:
    shown = read("/partners/larch/", day)
    expect(shown.locator(".pb-chips [data-of=nda]")).to_have_text(nda)
    assert _chips(shown) == {nda: nda_tone, insurance: insurance_tone}


@pytest.mark.parametrize(
    ("day", "nda"),
    [
        (BUILT, "NDA unterzeichnet"),
        (dt.date(2027, 1, 2), "NDA läuft in 30 Tagen ab"),
        (dt.date(2027, 1, 31), "NDA läuft in 1 Tag ab"),
        (dt.date(2027, 2, 1), "NDA läuft heute ab"),
        (dt.date(2030, 2, 2), "NDA seit 1.097 Tagen abgelaufen"),
    ],
)
def test_a_page_is_kept_in_its_own_language(read: Read, day: dt.date, nda: str) -> None:
    shown = read("/partners/fichte/", day)
    expect(shown.locator(".pb-chips [data-of=nda]")).to_have_text(nda)


def test_a_last_day_gets_its_mark_when_it_comes_near(read: Read) -> None:
    def mark(day: dt.date) -> Locator:
        shown = read("/partners/larch/", day)
        return shown.locator("#nda + dl .pb-date[data-until='2027-02-01'] + .pb-chip")

    expect(mark(BUILT)).to_have_count(0)
    near = mark(dt.date(2027, 1, 1))
    expect(near).to_have_text("expires in 31 days")
    assert _tone(near) == "warn"
    past = mark(dt.date(2028, 2, 2))
    expect(past).to_have_text("expired 366 days ago")
    assert _tone(past) == "bad"


@pytest.mark.parametrize(
    ("day", "larch", "nettle"),
    [
        (BUILT, "Insurance: no date on file", "In order"),
        (dt.date(2027, 1, 31), "Insurance expired 38 days ago", "In order"),
        (dt.date(2027, 5, 1), "NDA expired 89 days ago", "NDA expires in 60 days"),
        (dt.date(2027, 7, 1), "NDA expired 150 days ago", "NDA expired 1 day ago"),
        (dt.date(2031, 7, 1), "NDA expired 1,611 days ago", "NDA expired 1,462 days ago"),
    ],
)
def test_the_directory_tells_the_worst_paper_of_the_day(
    read: Read, day: dt.date, larch: str, nettle: str
) -> None:
    shown = read("/partners/", day)
    rows = shown.locator("tbody tr")
    expect(rows.filter(has_text="Larch").locator(".pb-papers")).to_have_text(larch)
    expect(rows.filter(has_text="Nettle").locator(".pb-papers")).to_have_text(nettle)


def test_the_page_says_what_needs_attention_and_when_it_was_made(read: Read) -> None:
    shown = read("/attention/", BUILT)
    expect(shown.locator(".pb-attention")).to_contain_text("As of 23 November 2026.")
    expect(shown.locator(".pb-stale")).to_be_hidden()
    first = shown.locator("section[aria-labelledby=now] tbody tr").first
    expect(first).to_contain_text("Moss & <b>Sons</b> {{ 7 * 7 }}")
    expect(first).to_contain_text("expired 1 day ago")
    expect(first).to_contain_text("The non-disclosure agreement runs to 22 November 2026.")
    first.get_by_role("link").click()
    expect(shown.locator("h1")).to_have_text("Moss & <b>Sons</b> {{ 7 * 7 }}")


def test_a_page_of_last_month_says_that_it_is_old_and_counts_anew(read: Read) -> None:
    shown = read("/attention/", dt.date(2026, 12, 25))
    expect(shown.locator(".pb-stale")).to_contain_text("This page was made 32 days ago.")
    rows = shown.locator("tbody tr")
    insurance = rows.filter(has_text="The insurance (motor)").locator(".pb-chip")
    expect(insurance).to_have_text("expired 1 day ago")
    assert _tone(insurance) == "bad"
    review = rows.filter(has_text="The review of the terms").locator(".pb-chip")
    expect(review).to_have_text("overdue by 24 days")
    assert _tone(review) == "warn"
    undated = rows.filter(has_text="The insurance (cyber)").locator(".pb-chip")
    expect(undated).to_have_text("no date on file")


def test_one_day_is_one_day(read: Read) -> None:
    shown = read("/attention/", dt.date(2026, 11, 24))
    expect(shown.locator(".pb-stale")).to_contain_text("This page was made 1 day ago.")


def test_without_javascript_the_day_of_the_build_is_on_the_page(page: OpenPage, site: str) -> None:
    shown = page(f"{site}/attention/", java_script=False)
    expect(shown.locator(".pb-attention")).to_contain_text("As of 23 November 2026.")
    expect(shown.locator("tbody")).to_have_count(2)
    chips = page(f"{site}/partners/larch/", java_script=False)
    expect(chips.locator(".pb-chips [data-of=nda]")).to_have_text("NDA signed")


def test_a_partner_with_open_points_is_one_click_from_them(read: Read) -> None:
    shown = read("/attention/", BUILT)
    shown.locator(".pb-open").get_by_role("link", name="Larch").click()
    expect(shown.locator("#settled")).to_be_in_viewport()
    expect(shown.locator(".pb-settled")).to_contain_text("Consultancy agreement")
