"""What speaks against handing over a playbook on a day."""

import datetime as dt
from pathlib import Path

import pytest

from macros.book import Book
from macros.records.fields import Audience
from macros.records.playbook import Playbook
from macros.terms.sharing import Obstacle, has_terms_for, obstacles

TODAY = dt.date(2026, 11, 23)
HOUSE = "name: Harbour Street IT\ncontacts: [{id: desk, phone: +44 161 496 0101}]\n"
WORK = "subcontract: {pricing: {rates: [{name: Labour, basis: hourly, rate: GBP 45.00}]}}\n"
REFERRAL = "referral:\n"
SIGNED = "nda: {signed_on: 2026-01-05}\n"


def _playbook(root: Path, text: str) -> Playbook:
    (root / "partners").mkdir(exist_ok=True)
    (root / "partners/_house.yml").write_text(HOUSE, encoding="utf-8")
    head = "" if "status:" in text else "status: active\n"
    record = f"name: Northern Cabling\n{head}{text}"
    (root / "partners/northern.yml").write_text(record, encoding="utf-8")
    return Book.load(root).playbooks["northern"]


@pytest.mark.parametrize(
    ("nda", "found"),
    [
        ("", [Obstacle.NO_NDA]),
        (SIGNED, []),
        ("nda: {covers: [our business]}\n", [Obstacle.UNSIGNED_NDA]),
        # Signed tomorrow is not signed.
        ("nda: {signed_on: 2026-11-24}\n", [Obstacle.UNSIGNED_NDA]),
        # It is filed, and still nothing says when it was signed.
        ("nda: {reference: Drawer 4}\n", [Obstacle.UNSIGNED_NDA]),
        ("nda: {signed_on: 2025-01-05, expires: 2026-11-23}\n", []),
        ("nda: {signed_on: 2025-01-05, expires: 2026-11-22}\n", [Obstacle.LAPSED_NDA]),
        ("nda: {expires: 2026-11-22}\n", [Obstacle.LAPSED_NDA]),
        ("nda: {not_applicable: Secrecy stands in the framework contract}\n", []),
    ],
)
@pytest.mark.parametrize("terms", [WORK, REFERRAL])
def test_an_nda_comes_before_anything_else(
    nda: str, found: list[Obstacle], terms: str, tmp_path: Path
) -> None:
    assert list(obstacles(_playbook(tmp_path, nda + terms), TODAY)) == found


@pytest.mark.parametrize(
    ("status", "found"),
    [("active", []), ("paused", []), ("prospect", []), ("ended", [Obstacle.ENDED])],
)
def test_an_ended_partner_is_given_nothing(
    status: str, found: list[Obstacle], tmp_path: Path
) -> None:
    playbook = _playbook(tmp_path, f"status: {status}\n{SIGNED}{WORK}")
    assert list(obstacles(playbook, TODAY)) == found


def test_all_that_speaks_against_it_is_told(tmp_path: Path) -> None:
    playbook = _playbook(tmp_path, f"status: ended\n{WORK}")
    assert obstacles(playbook, TODAY) == (Obstacle.NO_NDA, Obstacle.ENDED)


@pytest.mark.parametrize(
    ("terms", "readers"),
    [
        ("", []),
        (WORK, [Audience.COMMERCIAL, Audience.ONSITE]),
        (REFERRAL, [Audience.COMMERCIAL]),
        (WORK + REFERRAL, [Audience.COMMERCIAL, Audience.ONSITE]),
    ],
)
def test_the_door_is_given_nothing_without_work_to_do(
    terms: str, readers: list[Audience], tmp_path: Path
) -> None:
    playbook = _playbook(tmp_path, SIGNED + terms)
    both = [Audience.COMMERCIAL, Audience.ONSITE]
    assert [each for each in both if has_terms_for(playbook, each)] == readers


# Agreed terms, in the copies of the samples


@pytest.fixture(scope="module")
def samples(project_root: Path) -> Book:
    return Book.load(project_root)


def test_a_material_change_waits_for_both_sides(samples: Book) -> None:
    found = obstacles(samples.playbooks["tallow-lane-cabling"], TODAY)
    assert found == (Obstacle.UNAGREED,)
    assert obstacles(samples.playbooks["watchfell-security"], TODAY) == ()


def test_a_snapshot_that_does_not_fit_may_hide_one(project_root: Path, tmp_path: Path) -> None:
    (tmp_path / "partners/_agreed").mkdir(parents=True)
    for name in ("_house.yml", "watchfell-security.yml"):
        text = (project_root / "partners" / name).read_text(encoding="utf-8")
        (tmp_path / "partners" / name).write_text(text, encoding="utf-8")
    kept = (project_root / "partners/_agreed/watchfell-security.yml").read_text(encoding="utf-8")
    broken = kept.replace("GBP", "EUR")
    assert broken != kept
    (tmp_path / "partners/_agreed/watchfell-security.yml").write_text(broken, encoding="utf-8")
    playbook = Book.load(tmp_path).playbooks["watchfell-security"]
    assert obstacles(playbook, TODAY) == (Obstacle.UNAGREED,)


def test_terms_that_nobody_has_agreed_yet_are_no_change(tmp_path: Path) -> None:
    assert obstacles(_playbook(tmp_path, SIGNED + WORK), TODAY) == ()
