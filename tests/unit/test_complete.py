"""Nothing that a record says is dropped in silence: every field of the schema is on a page."""

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from macros.book import HOUSE_FILE, Book
from macros.records.fields import Audience, Block, Choice, Clause, shapes
from macros.records.house import House
from macros.records.partner import Partner, Terms
from macros.records.playbook import Playbook, value_at
from macros.records.scalars import YesNo
from macros.records.source import Path_
from macros.render import pages
from macros.views.partner import language_of
from macros.views.wording import Language, language
from support.full import FOUND_AGAIN, Full, Leaf, changed, full, is_reference
from support.html import Document
from support.records import load

TODAY = dt.date(2026, 11, 23)
TURNS = range(3)

NOT_ON_THE_PARTNERS_PAGE = {
    "contacts.id": "terms refer to a contact by it, people by its name",
    "subcontract.standards.other.id": "pages ask for a standard by it, people read its title",
    "other_terms.about": "decides in which section the term stands; a test below holds that",
    **dict.fromkeys(
        (
            f"subcontract.standards.{name}.applies_to"
            for name, shape in shapes(
                shapes(shapes(Partner)["subcontract"].type)["standards"].type
            ).items()
            if "applies_to" in shapes(shape.type)
        ),
        "decides whether a standard of the house applies; the house page says it",
    ),
}
NOT_ON_THE_HOUSE_PAGE = {
    "contacts.id": NOT_ON_THE_PARTNERS_PAGE["contacts.id"],
    "expiring_within": "decides when a chip warns",
    "confidentiality": "stands at the foot of every playbook",
    "defaults.subcontract.standards.other.id": "as on a partner's page",
    "defaults.other_terms.about": "as on a partner's page",
}


class Said(NamedTuple):
    """A page, the record that it shows, and the language that it speaks."""

    record: Full
    root: Block
    text: str
    speech: Language


def _text(html: str) -> str:
    """Return the words of a page, spaces of one kind, numbers without marks between thousands."""
    return _plain(" ".join(Document(html).runs()))


def _plain(text: str) -> str:
    return re.sub(r"(?<=\d)[,.](?=\d{3})", "", " ".join(text.split()))


def _html(playbook: Playbook) -> str:
    return str(pages.playbook_page(playbook, TODAY, None, Audience.INTERNAL).html)


def _times(words: str, text: str) -> int:
    """Count where `words` stand, no letter or digit before or after but an ordinal's ending."""
    return len(re.findall(rf"(?<!\w){re.escape(_plain(words))}(?:st|nd|rd|th)?(?!\w)", text))


def _lost(said: Said) -> Iterator[str]:
    """Yield each value that is not on the page."""
    for leaf in said.record.leaves:
        if leaf.shape.type not in FOUND_AGAIN:
            continue
        value = value_at(said.root, leaf.path)
        for item, written in zip(
            value if isinstance(value, tuple) else (value,), leaf.written, strict=True
        ):
            # The contact's name stands in the table of contacts too.
            once = 2 if is_reference(leaf.shape) else 1
            words = f"{written} desk" if once == 2 else said.speech.text(item)
            if _times(words, said.text) < once:
                yield leaf.field


@cache
def _book(root: Path, record: str, house: str) -> Book:
    return load(root, {"example.yml": record, HOUSE_FILE: house})


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("complete")


def _partner(folder: Path, turn: int) -> tuple[Full, Playbook]:
    record = full(Partner, turn=turn)
    book = _book(folder / str(turn), record.text(), "name: Example MSP\n")
    return record, book.playbooks["example"]


@pytest.mark.parametrize("turn", TURNS)
def test_every_value_of_a_record_is_on_its_page(turn: int, folder: Path) -> None:
    record, playbook = _partner(folder, turn)
    speech = language_of(playbook, Audience.INTERNAL)
    lost = set(_lost(Said(record, playbook.partner, _text(_html(playbook)), speech)))
    assert lost == {"contacts.id", "subcontract.standards.other.id", "other_terms.about"}
    assert lost < set(NOT_ON_THE_PARTNERS_PAGE)


def _changed(playbook: Playbook, path: Path_, value: object) -> Playbook:
    partner = changed(playbook.partner, path, value)
    return dataclasses.replace(playbook, partner=partner, shared={})


def test_a_page_changes_with_every_value(folder: Path) -> None:
    """What has no words of its own, such as yes, is missed where it is left out.

    The word of a list that holds where nothing is said reads as if it were left out; another does
    not.
    """
    seen: dict[str, bool] = {}
    for turn in TURNS:
        record, playbook = _partner(folder, turn)
        page = _html(playbook)
        for leaf in record.leaves:
            if leaf.shape.type not in FOUND_AGAIN and not seen.get(leaf.field):
                others = () if leaf.shape.kind == "scalars" else _words_of(leaf)
                seen[leaf.field] = leaf.shape.required or any(
                    _html(_changed(playbook, leaf.path, other)) != page for other in (None, *others)
                )
    lost = {field for field, is_seen in seen.items() if not is_seen}
    assert lost == {field for field in NOT_ON_THE_PARTNERS_PAGE if field.endswith("applies_to")}


# What a price or a fee is counted in says its kind as well.
SAID_BY_THE_VALUE = {"flat", "percent", "months_of_recurring", "per_unit"}


def test_a_page_changes_with_every_word_of_a_list(folder: Path) -> None:
    alike = set()
    record, playbook = _partner(folder, 0)
    for leaf in record.leaves:
        if leaf.shape.type in FOUND_AGAIN or leaf.field in NOT_ON_THE_PARTNERS_PAGE:
            continue
        made: dict[str, set[str]] = {}
        for word in _words_of(leaf):
            value = (word,) if leaf.shape.kind == "scalars" else word
            made.setdefault(_html(_changed(playbook, leaf.path, value)), set()).add(str(word))
        kinds = SAID_BY_THE_VALUE if leaf.field.endswith(".fees.kind") else set()
        alike |= {f"{leaf.field}: {words}" for words in made.values() if len(words - kinds) > 1}
    assert alike == set()


def _words_of(leaf: Leaf) -> list[object]:
    kind = leaf.shape.type
    return (
        [kind.parse("yes"), kind.parse("no")]
        if kind is YesNo
        else list(kind)
        if issubclass(kind, Choice)
        else []
    )


@pytest.mark.parametrize("turn", TURNS)
def test_every_value_that_the_house_sets_is_on_a_partners_page(turn: int, folder: Path) -> None:
    """A partner without a word of its own shows all that the house says."""
    terms = full(Terms, turn=turn)
    house = full(House, turn=turn)
    house.record["defaults"] = terms.record
    contacts = house.record["contacts"]
    assert isinstance(contacts, list)
    contacts += [{"id": name, "name": f"{name} desk"} for name in terms.contacts]
    trades = ", ".join(shapes(Partner)["kind"].type)
    record = f"""\
name: Example Cabling
status: active
kind: [{trades}]
country: GB
subcontract:
referral: {{we_refer: , they_refer: }}
"""
    book = _book(folder / f"house{turn}", record, house.text())
    playbook = book.playbooks["example"]
    speech = language_of(playbook, Audience.INTERNAL)
    lost = set(_lost(Said(terms, playbook.partner, _text(_html(playbook)), speech)))
    assert lost == {"subcontract.standards.other.id", "other_terms.about"}


@pytest.mark.parametrize("turn", TURNS)
def test_every_value_of_the_house_is_on_the_page_of_the_house(turn: int, folder: Path) -> None:
    house = full(House, turn=turn)
    book = _book(folder / f"own{turn}", "name: Example Cabling\nstatus: active\n", house.text())
    assert book.house
    text = _text(str(pages.house_html(book, None)))
    speech = language(book.house.country, Audience.INTERNAL, book.house.language)
    lost = set(_lost(Said(house, book.house, text, speech)))
    assert lost == set(NOT_ON_THE_HOUSE_PAGE)
    standards = [leaf for leaf in house.leaves if leaf.shape.name == "applies_to"]
    assert _times(speech.say("Trades it applies to"), text) == len(standards) > 0


# Reasons


def _clauses(block: type[Block], path: Path_ = ()) -> Iterator[tuple[Path_, type[Block]]]:
    for name, shape in shapes(block).items():
        if shape.kind not in {"block", "blocks"}:
            continue
        here = (*path, name, 0) if shape.kind == "blocks" else (*path, name)
        if issubclass(shape.type, Clause):
            yield here, shape.type
        yield from _clauses(shape.type, here)


@pytest.mark.parametrize(
    "path", [path for path, _ in _clauses(Partner)], ids=lambda path: ".".join(map(str, path))
)
def test_the_reason_why_a_clause_does_not_apply_is_on_the_page(path: Path_, folder: Path) -> None:
    _, playbook = _partner(folder, 0)
    reason = "Unlike all others: we agreed otherwise."
    block = type(value_at(playbook.partner, path))
    assert issubclass(block, Clause)
    page = _html(_changed(playbook, path, block.model_validate({"not_applicable": reason})))
    assert _times(reason, _text(page))


def _other_term(about: str) -> str:
    return f"""\
name: Example Cabling
status: active
nda: {{signed_on: 2026-01-05}}
client_protection: {{non_engagement: {{during: yes}}}}
subcontract:
other_terms:
  - {{title: Unheard of, text: Never seen., about: {about}}}
"""


@pytest.mark.parametrize(
    ("about", "section"),
    [
        ("subcontract.payment", "money"),
        ("subcontract.standards.labelling", "scope"),
        ("nda", "agreements"),
        ("governance.term.notice", "governance"),
    ],
)
def test_another_term_stands_in_the_section_that_it_is_about(
    about: str, section: str, tmp_path: Path
) -> None:
    book = load(tmp_path, {"example.yml": _other_term(about)})
    html = str(pages.section_html(book, "example", section, TODAY, None))
    assert _times("Unheard of Never seen.", _text(html)) == 1
