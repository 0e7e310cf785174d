"""Nobody reads what is not declared for them: not on a page, not in a table, not by a detour."""

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from macros.book import HOUSE_FILE
from macros.cli import main
from macros.records.fields import Audience, Block, shapes
from macros.records.house import House
from macros.records.identity import PageLanguage
from macros.records.partner import Partner
from macros.records.playbook import Playbook, value_at
from macros.records.scalars import Date, Money, Percent
from macros.records.source import Path_, field_name
from macros.render import pages
from macros.views.partner import project
from macros.views.wording import language
from support.full import FOUND_AGAIN, Full, Leaf, changed, full, is_reference
from support.html import Document
from support.records import load

TODAY = dt.date(2026, 11, 23)
READERS = list(Audience)

# Read by the programme, or by what refers to them; not on any page.
NOT_SHOWN = {"contacts.id", "subcontract.standards.other.id", "other_terms.about"}


class Case(NamedTuple):
    """A record that says everything, laid over a house that says everything else."""

    root: Path
    partner: Full
    house: Full
    playbook: Playbook


@cache
def _case(root: Path) -> Case:
    partner = full(Partner, mark="own")
    house = full(House, turn=1, mark="house", start=5000)
    book = load(root, {"example.yml": partner.text(), HOUSE_FILE: house.text()})
    return Case(root, partner, house, book.playbooks["example"])


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return _case(tmp_path_factory.mktemp("audience"))


def _sees(reader: Audience, leaf: Leaf) -> bool:
    order = [Audience.INTERNAL, Audience.COMMERCIAL, Audience.ONSITE]
    return order.index(reader) <= order.index(leaf.audience)


def _hidden(reader: Audience, record: Full) -> list[Leaf]:
    return [leaf for leaf in record.leaves if not _sees(reader, leaf)]


def _in_english(playbook: Playbook) -> Playbook:
    """Return a playbook whose page says our own words in English, as tests look for them."""
    partner = changed(playbook.partner, ("language",), PageLanguage.ENGLISH)
    return dataclasses.replace(playbook, partner=partner, shared={})


def _html(playbook: Playbook, reader: Audience) -> str:
    return str(pages.playbook_page(playbook, TODAY, None, reader).html)


def _plain(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)


def _words(html: str) -> str:
    """Return texts and attributes of a page in one."""
    document = Document(html)
    attributes = [value for each in document.elements for value in each.attributes.values()]
    return _plain(" ".join([*document.runs(), *attributes]))


def _times(words: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(_plain(words))}(?:st|nd|rd|th)?(?!\w)", text))


SPEECHES = [
    language(country, Audience.INTERNAL, tongue)
    for country, tongue in (("GB", None), ("US", None), ("DE", PageLanguage.GERMAN))
]


def _forms(leaf: Leaf, root: Block) -> Iterator[tuple[str, ...]]:
    """Yield for each value of a leaf the ways in which it can be written."""
    if leaf.shape.type not in FOUND_AGAIN or is_reference(leaf.shape):
        return
    value = value_at(root, leaf.path)
    items = value if isinstance(value, tuple) else (value,)
    for item, written in zip(items, leaf.written, strict=True):
        said = [speech.text(item) for speech in SPEECHES]
        number = [f"{item.amount}"] if isinstance(item, Money) else []
        yield (written, *said, *number)


# Declarations


def _declared(block: type[Block], seen: set[type[Block]]) -> Iterator[tuple[str, Audience | None]]:
    if block in seen:
        return
    seen.add(block)
    for name, shape in shapes(block).items():
        yield f"{block.__name__}.{name}", shape.audience
        if shape.kind in {"block", "blocks"}:
            yield from _declared(shape.type, seen)


@pytest.mark.parametrize("root", [Partner, House])
def test_every_field_declares_who_may_see_it(root: type[Block]) -> None:
    declared = dict(_declared(root, set()))
    assert len(declared) > 200
    assert [name for name, audience in declared.items() if audience is None] == []


def test_no_money_is_declared_for_the_door() -> None:
    for root in (Partner, House):
        for leaf in full(root).leaves:
            if leaf.shape.type in {Money, Percent}:
                assert leaf.audience is not Audience.ONSITE, leaf.field


TABLE = {
    Audience.ONSITE: """
        subcontract.scope.work_types subcontract.scope.excludes subcontract.scope.hours
        subcontract.standards.labelling.requirement subcontract.standards.photos.when
        subcontract.on_site.dress.standard subcontract.on_site.dress.logo_shirt.whose
        subcontract.on_site.check_in.say subcontract.on_site.check_in.to
        subcontract.on_site.no_answer.contact contacts.phone contacts.hours
        client_protection.non_engagement.after client_protection.non_engagement.covers
    """,
    Audience.COMMERCIAL: """
        nda.signed_on nda.expires nda.reference
        subcontract.pricing.rates.rate subcontract.pricing.out_of_hours.multiplier
        subcontract.invoicing.when subcontract.invoicing.within subcontract.payment.due.days
        subcontract.payment.clock_starts referral.we_refer.fees.percent
        referral.we_refer.progress.every referral.they_refer.fees.amount
        referral.they_refer.progress.reported_by referral.we_refer.trigger
        client_protection.non_engagement.remedy
    """,
    Audience.INTERNAL: """
        fit.score fit.why fit.not_for notes tags status accepted.why agreed.fingerprint
        governance.review.owner referral.why_this_way formerly
    """,
}


@pytest.mark.parametrize("widest", READERS)
def test_the_table_of_who_sees_what_holds(widest: Audience) -> None:
    declared = {leaf.field: leaf.audience for leaf in full(Partner).leaves}
    fields = TABLE[widest].split()
    assert {field: declared[field] for field in fields} == dict.fromkeys(fields, widest)


# Pages


@pytest.mark.parametrize("reader", READERS)
def test_what_a_reader_may_see_is_on_the_page(reader: Audience, case: Case) -> None:
    text = _words(_html(case.playbook, reader))
    partner = case.playbook.partner
    missing = {
        leaf.field
        for leaf in case.partner.leaves
        if _sees(reader, leaf)
        for forms in _forms(leaf, partner)
        if not any(_times(form, text) for form in forms)
    }
    assert missing <= NOT_SHOWN


@pytest.mark.parametrize("reader", READERS)
def test_what_a_reader_may_not_see_is_not_on_the_page(reader: Audience, case: Case) -> None:
    html = _html(case.playbook, reader)
    text = _words(html)
    partner, house = case.playbook.partner, case.playbook.house
    for record, root in ((case.partner, partner), (case.house, house)):
        for leaf in _hidden(reader, record):
            for forms in _forms(leaf, root):
                assert not any(_times(form, text) for form in forms), leaf.path
                assert leaf.written[0] not in html
    if reader is not Audience.INTERNAL:
        assert len(_hidden(reader, case.partner)) > 10


@pytest.mark.parametrize("reader", READERS)
def test_a_contact_is_named_only_where_a_reader_sees_what_names_it(
    reader: Audience, case: Case
) -> None:
    text = _words(_html(case.playbook, reader))
    for leaf in case.partner.leaves:
        if is_reference(leaf.shape):
            # Once in the table of contacts.
            times = _times(f"{leaf.written[0]} desk", text)
            assert (times > 1) is _sees(reader, leaf), leaf.path


# Whether an agreement is signed is all that the engineer may know of it.
STATUS_ONLY = {(Audience.ONSITE, "nda.signed_on"), (Audience.ONSITE, "nda")}


def _other(playbook: Playbook, path: Path_) -> object:
    """Return what to put at `path` in the place of what is there: nothing, if that is allowed."""
    value = value_at(playbook.partner, path)
    if path == ("status",):
        return next(each for each in type(value) if each != value)  # type: ignore[attr-defined] # a choice
    return None


@pytest.mark.parametrize("reader", [Audience.COMMERCIAL, Audience.ONSITE])
def test_a_page_does_not_change_with_what_its_reader_may_not_see(
    reader: Audience, case: Case
) -> None:
    playbook = case.playbook
    view = project(playbook, reader, TODAY)
    told = set()
    for leaf in _hidden(reader, case.partner):
        partner = changed(playbook.partner, leaf.path, _other(playbook, leaf.path))
        other = dataclasses.replace(playbook, partner=partner, shared={})
        if project(other, reader, TODAY) != view:
            told.add((reader, leaf.field))
    assert told <= STATUS_ONLY


@pytest.mark.parametrize("reader", [Audience.COMMERCIAL, Audience.ONSITE])
def test_a_page_does_not_change_with_what_of_the_house_its_reader_may_not_see(
    reader: Audience, case: Case
) -> None:
    playbook = case.playbook
    view = project(playbook, reader, TODAY)
    for leaf in _hidden(reader, case.house):
        if leaf.path[0] == "defaults":
            defaults = changed(playbook.defaults, leaf.path[1:], None)
            other = dataclasses.replace(playbook, defaults=defaults, shared={})
            assert project(other, reader, TODAY) == view, leaf.path


def _hidden_blocks(block: type[Block], reader: Audience, path: Path_ = ()) -> Iterator[Path_]:
    order = list(Audience)
    for name, shape in shapes(block).items():
        seen = order.index(reader) <= order.index(shape.audience or Audience.INTERNAL)
        if shape.kind in {"block", "blocks"} and not seen:
            yield (*path, name)
        elif shape.kind == "block":
            yield from _hidden_blocks(shape.type, reader, (*path, name))


@pytest.mark.parametrize("reader", [Audience.COMMERCIAL, Audience.ONSITE])
def test_a_page_does_not_tell_that_a_hidden_clause_is_there(reader: Audience, case: Case) -> None:
    playbook = case.playbook
    view = project(playbook, reader, TODAY)
    hidden = list(_hidden_blocks(Partner, reader))
    assert hidden
    for path in hidden:
        partner = changed(playbook.partner, path, None)
        other = dataclasses.replace(playbook, partner=partner, shared={})
        if (reader, field_name(path)) not in STATUS_ONLY:
            assert project(other, reader, TODAY) == view, path


def test_the_door_does_not_learn_when_an_agreement_ends(case: Case) -> None:
    html = set()
    playbook = _in_english(case.playbook)
    for days in (1, 30, 3000):
        last = Date.fromisoformat(str(TODAY + dt.timedelta(days=days)))
        partner = changed(playbook.partner, ("nda", "expires"), last)
        partner = changed(partner, ("nda", "signed_on"), Date.fromisoformat("2026-01-05"))
        html.add(_html(dataclasses.replace(playbook, partner=partner, shared={}), Audience.ONSITE))
    assert len(html) == 1
    assert "NDA signed" in html.pop()


# Speaks of the firm's name, not of money.
OF_NAMES = "Contracts, certificates and invoices must name the same firm."
MONEY = re.compile(
    r"[£$€%]|\b(GBP|EUR|USD|rates?|fees?|price[sd]?|invoices?|bills?|billing|pay|paid|payment|costs?"
    r"|charged?|discount|VAT|tax|money)\b",
    re.IGNORECASE,
)


def test_the_door_sees_no_money_at_all(case: Case) -> None:
    playbook = _in_english(case.playbook)
    assert MONEY.search(_words(_html(playbook, Audience.COMMERCIAL)))
    text = _words(_html(playbook, Audience.ONSITE)).replace(OF_NAMES, "")
    found = MONEY.search(text)
    assert found is None, found


def test_what_the_house_asks_of_others_is_told_to_our_own_staff_alone(tmp_path: Path) -> None:
    house = """\
name: Example MSP
defaults:
  nda: {type: mutual}
  client_protection: {non_engagement: {during: yes, after: 13 months}}
  assurance:
    certifications:
      - {reference: Number 1234, type: Gold standard, expires: 2031-04-05}
"""
    record = """\
name: Example Cabling
status: active
assurance: {certifications: {drop: [Gold standard]}}
client_protection: {non_engagement: {after: 7 months}}
subcontract:
"""
    book = load(tmp_path, {"example.yml": record, HOUSE_FILE: house})
    pages_ = {reader: _words(_html(book.playbooks["example"], reader)) for reader in READERS}
    for reader, text in pages_.items():
        assert "7 months Differs." in text
        for said in ("Gold standard", "1234", "13 months"):
            assert (said in text) is (reader is Audience.INTERNAL)


# The command


@pytest.mark.parametrize("reader", READERS)
def test_the_command_shows_a_reader_the_same(reader: Audience, case: Case) -> None:
    run = CliRunner().invoke(main, ["-C", str(case.root), "show", "example", "--as", reader.value])
    assert run.exit_code == 0
    partner, house = case.playbook.partner, case.playbook.house
    for leaf in case.partner.leaves:
        for forms in _forms(leaf, partner):
            assert any(_times(form, run.output) for form in forms) is _sees(reader, leaf), leaf.path
    for leaf in _hidden(reader, case.house):
        for forms in _forms(leaf, house):
            assert not any(_times(form, run.output) for form in forms), leaf.path
    if reader is Audience.ONSITE:
        for line in run.output.splitlines():
            value = line.partition(": ")[2].partition("  # ")[0]
            assert not re.search(r"GBP|[£%]", value), line


@pytest.mark.parametrize("reader", READERS)
def test_the_command_names_the_fields_that_the_reader_may_see(reader: Audience, case: Case) -> None:
    run = CliRunner().invoke(main, ["-C", str(case.root), "show", "example", "--as", reader.value])
    named = {re.sub(r"\[\d+\]", "", line.partition(": ")[0]) for line in run.output.splitlines()}
    assert named == {leaf.field for leaf in case.partner.leaves if _sees(reader, leaf)}
