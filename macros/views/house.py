"""House: what we ask of everyone, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.records.contacts import find_contact
from macros.records.fields import Audience, shapes
from macros.records.house import House
from macros.records.work import Standards
from macros.views.clauses import Reader
from macros.views.labels import label
from macros.views.outline import SECTIONS
from macros.views.parts import Cell, Fact, Facts, Group
from macros.views.sections import clauses, contacts, other_terms, section
from macros.views.wording import language

if TYPE_CHECKING:
    from macros.records.fields import Clause
    from macros.records.partner import Terms
    from macros.views.parts import Section
    from macros.views.wording import Language


def language_of_house(house: House) -> Language:
    """Return how pages read for our own staff where they are of no one partner."""
    return language(house.country, Audience.INTERNAL, house.language)


class HouseView(NamedTuple):
    """The page of house standards."""

    name: str
    introduction: str
    sections: tuple[Section, ...]


def house_view(house: House, defaults: Terms, audience: Audience = Audience.INTERNAL) -> HouseView:
    """Return what the house asks of everyone, in finished words."""
    reader = _reader(house, audience)
    made = []
    for outline in SECTIONS:
        if outline.id == "contacts":
            groups = list(contacts(house.name, house.contacts, "ours", reader))
        elif outline.id == "firm":
            groups = [_firm(house, reader)]
        elif outline.id == "other-terms":
            groups = list(other_terms(defaults, reader, ""))
        else:
            groups = [
                *clauses(outline, defaults, None, reader),
                *other_terms(defaults, reader, outline.id),
            ]
        made.append(section(outline, groups, reader))
    return HouseView(house.name, house.introduction or "", tuple(each for each in made if each))


# Who we are, for contracts, certificates and invoices.
_FIRM = (
    *("name", "legal_name", "company_number", "address", "country", "region", "timezone"),
    *("language", "phone", "email", "website"),
)


def _firm(house: House, reader: Reader) -> Group:
    known = shapes(House)
    rows = tuple(
        Fact(reader.label(House, name), Cell(reader.pieces(value, known[name])))
        for name in _FIRM
        if (value := getattr(house, name)) is not None
    )
    return Group("our-firm", "", (Facts(rows),))


def standard_names(defaults: Terms) -> list[str]:
    """Return the names by which pages can ask for a house standard."""
    standards = defaults.subcontract.standards if defaults.subcontract else None
    if standards is None:
        return []
    named = [
        name
        for name in type(standards).model_fields
        if name != "other" and getattr(standards, name)
    ]
    return [*named, *(str(own.id) for own in standards.other or () if own.id)]


def standard(house: House, defaults: Terms, name: str) -> Group | None:
    """Return one house standard by its name, or None where the house has none of that name."""
    standards = defaults.subcontract.standards if defaults.subcontract else None
    if standards is None:
        return None
    found: Clause | None = next((own for own in standards.other or () if own.id == name), None)
    if found is None and name in type(standards).model_fields and name != "other":
        found = getattr(standards, name)
    if found is None:
        return None
    return _reader(house, Audience.INTERNAL).group(
        found, None, ("subcontract", "standards", name), label(Standards, name)
    )


def _reader(house: House, audience: Audience) -> Reader:
    everyone = house.contacts or ()
    speech = language(house.country, audience, house.language)
    return Reader(
        audience,
        speech,
        lambda name: find_contact(everyone, name),
        None,
        hidden=frozenset(),
    )
