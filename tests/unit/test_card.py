"""Card: what an engineer needs at the door, taken from the record and from nowhere else."""

import datetime as dt
from pathlib import Path

import pytest

from macros.book import HOUSE_FILE
from macros.records.fields import Audience
from macros.records.house import House
from macros.records.partner import Partner
from macros.records.playbook import Playbook
from macros.records.scalars import Prose, Text
from macros.terms.emergency import emergency_number
from macros.views.card import Card, CardPart
from macros.views.dials import Dial
from macros.views.partner import PlaybookView, project
from support.full import full
from support.records import load, playbook

TODAY = dt.date(2026, 11, 26)
HOUSE = """\
name: Harbour Street IT
contacts:
  - {id: desk, name: Service desk, phone: +44 161 496 0101, call_for: [dispatch]}
  - {id: duty, name: Duty engineer, phone: +44 7700 900101, call_for: [out_of_hours]}
  - {id: manager, name: Manager, phone: +44 7700 900102, call_for: [escalation, referrals]}
"""
LONG = "Ring the manager. " + "Donaudampfschifffahrtsgesellschaftskapitänsmütze " * 9 + "Then go."
RECORD = f"""\
name: Acme
status: active
nda: {{signed_on: 2026-01-05}}
client_protection: {{client_sees: our_brand, non_engagement: {{not_applicable: tests}}}}
subcontract:
  on_site:
    introduce_as: I come for Harbour Street IT.
    dress: {{standard: Plain clothes, footwear: Clean boots}}
    id: Photo card
    ppe: [gloves]
    arrival: {{denied: Wait for half an hour.}}
    check_in:
      - {{moment: day_before, by: office, to: desk, say: Who comes.}}
      - {{moment: delay, to: desk}}
      - {{moment: before_leaving, to: desk, say: What is *done*., required_for_payment: yes}}
      - {{moment: arrival, to: desk, channel: phone, window: 10 minutes, say: On site.}}
    no_answer:
      - {{after: 5 minutes, do: Ring the duty engineer, contact: duty}}
      - {{after: 15 minutes, do: "{LONG}", contact: manager}}
"""


def view(
    tmp_path: Path, record: str = RECORD, audience: Audience = Audience.ONSITE
) -> PlaybookView:
    return project(playbook(tmp_path, record, HOUSE), audience, TODAY)


def card(tmp_path: Path, record: str = RECORD, audience: Audience = Audience.ONSITE) -> Card:
    made = view(tmp_path, record, audience).card
    assert made is not None
    return made


def said(part: CardPart) -> dict[str, str]:
    """Return for each line of a part what it says, and what one says on the phone."""
    lines = {}
    for step in part.steps:
        words = [piece.text for piece in step.what]
        words += [f"{step.lead}: {step.say.text}"] if step.say else []
        lines[step.when] = " | ".join([*words, *filter(None, [step.remark])])
    return lines


def test_the_card_says_what_is_needed_first(tmp_path: Path) -> None:
    made = card(tmp_path)
    assert (made.firm, made.house, made.as_of) == ("Acme", "Harbour Street IT", "26 November 2026")
    ids = ["name", "calls", "no-answer", "help", "wear", "door"]
    assert [part.id for part in made.parts] == ids
    name, calls, no_answer, help_, wear, door = map(said, made.parts)
    assert name == {
        "The client sees": "Our name: Harbour Street IT",
        "Introduction": "I come for Harbour Street IT.",
    }
    assert list(calls) == ["On arrival", "Before leaving"]
    desk = "Service desk | +44 161 496 0101 | by phone"
    assert calls["On arrival"] == f"{desk} within 10 minutes | Say: On site."
    required = "This call is required."
    assert calls["Before leaving"] == f"{desk} | Say: What is *done*. | {required}"
    assert no_answer == {
        "After 5 minutes": "Ring the duty engineer: | Duty engineer | +44 7700 900101",
        "After 15 minutes": f"{LONG} | Manager | +44 7700 900102",
    }
    assert help_ == {
        "Somebody is hurt or in danger": "112 | then us",
        "Out of hours": "Duty engineer | +44 7700 900101",
        "To decide on the spot": "Manager | +44 7700 900102",
    }
    assert wear == {
        "What to wear": "Plain clothes",
        "Footwear": "Clean boots",
        "Carry": "Photo card",
        "Protective equipment": "gloves",
    }
    assert door == {
        "When running late": "Service desk | +44 161 496 0101 | by phone",
        "When not let in": "Wait for half an hour.",
    }


def test_every_number_can_be_called(tmp_path: Path) -> None:
    pieces = [piece for part in card(tmp_path).parts for step in part.steps for piece in step.what]
    phones = {piece.text: piece.href for piece in pieces if piece.kind == "phone"}
    assert phones["+44 161 496 0101"] == "tel:+44-161-496-0101"
    assert phones["112"] == "tel:112"


def test_whoever_reads_it_the_card_is_the_same(tmp_path: Path) -> None:
    onsite = card(tmp_path / "a")
    assert card(tmp_path / "b", audience=Audience.COMMERCIAL) == onsite


@pytest.mark.parametrize(
    "record",
    [
        "name: Acme\nstatus: active\nreferral:\n",
        "name: Acme\nstatus: active\nsubcontract: {not_applicable: They only advise}\n",
        "name: Acme\nstatus: active\nsubcontract: {on_site: {not_applicable: All from afar}}\n",
    ],
)
def test_who_sends_nobody_to_a_client_has_no_card(tmp_path: Path, record: str) -> None:
    assert view(tmp_path, record).card is None


def test_a_record_that_says_nothing_of_the_door_still_says_whom_to_call(tmp_path: Path) -> None:
    made = card(tmp_path, "name: Acme\nstatus: active\nsubcontract:\n")
    assert [part.id for part in made.parts] == ["help"]


def test_a_german_card_is_german(tmp_path: Path) -> None:
    made = card(tmp_path, f"{RECORD}language: de\ncountry: DE\n")
    assert [part.title for part in made.parts] == [
        *("An der Tür", "Anrufe", "Wenn niemand abnimmt"),
        *("Hilfe", "Kleidung und Ausrüstung", "Außerdem"),
    ]


@pytest.mark.parametrize(
    ("country", "number"),
    [("GB", "999"), ("US", "911"), ("AU", "000"), ("DE", "112"), ("CH", "112"), (None, "112")],
)
def test_the_emergency_number_is_that_of_the_country(country: str | None, number: str) -> None:
    assert emergency_number(country) == number


# Who may see what


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Playbook:
    files = {
        "example.yml": full(Partner, mark="own").text(),
        HOUSE_FILE: full(House, turn=1, mark="house", start=5000).text(),
    }
    return load(tmp_path_factory.mktemp("card"), files).playbooks["example"]


@pytest.mark.parametrize("audience", [Audience.COMMERCIAL, Audience.ONSITE])
def test_the_card_holds_nothing_that_its_reader_may_not_see(
    everything: Playbook, audience: Audience
) -> None:
    shown = str(project(everything, audience, TODAY).card)
    order = [Audience.INTERNAL, Audience.COMMERCIAL, Audience.ONSITE]
    leaves = full(Partner, mark="own").leaves
    texts = [leaf for leaf in leaves if leaf.shape.type in {Text, Prose}]
    hidden = [leaf for leaf in texts if order.index(leaf.audience) < order.index(audience)]
    assert len(hidden) > 10
    assert [leaf.field for leaf in hidden for text in leaf.written if text in shown] == []
    introduction = next(leaf for leaf in texts if leaf.field == "subcontract.on_site.introduce_as")
    assert introduction.written[0] in shown


# The numbers one tap away


def told(dials: tuple[Dial, ...]) -> list[str]:
    return [f"{', '.join(each.purposes)}: {each.who} {each.phone.href}" for each in dials]


def test_each_number_is_there_once_with_all_that_it_is_for(tmp_path: Path) -> None:
    assert told(view(tmp_path).dials) == [
        "On arrival, Before leaving: Service desk tel:+44-161-496-0101",
        "When nobody answers, Out of hours: Duty engineer tel:+44-7700-900101",
        "When nobody answers: Manager tel:+44-7700-900102",
    ]


def test_who_only_refers_calls_about_referrals(tmp_path: Path) -> None:
    record = "name: Acme\nstatus: active\nreferral:\n"
    assert told(view(tmp_path, record, Audience.COMMERCIAL).dials) == [
        "About referrals, When something is stuck: Manager tel:+44-7700-900102"
    ]


def test_without_numbers_there_is_nothing_to_tap(tmp_path: Path) -> None:
    made = project(
        playbook(tmp_path, "name: Acme\nstatus: active\nsubcontract:\n"), Audience.ONSITE, TODAY
    )
    assert made.dials == ()
