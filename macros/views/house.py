"""House: what we ask of everyone, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.records.contacts import find_contact
from macros.records.fields import Audience, shapes
from macros.records.house import House
from macros.records.work import Standards
from macros.views.clauses import Reader
from macros.views.outline import SECTIONS
from macros.views.parts import Cell, Fact, Facts, Group
from macros.views.sections import clauses, contacts, other_terms, section
from macros.views.wording import Language, language

if TYPE_CHECKING:
    from macros.records.fields import Clause
    from macros.records.partner import Terms
    from macros.views.parts import Section


class HouseView(NamedTuple):
    """The page of house standards."""

    name: str
    language: Language
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
    shown = tuple(each for each in made if each)
    return HouseView(house.name, reader.language, house.introduction or "", shown)


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
    reader = _reader(house, Audience.INTERNAL)
    title = reader.label(Standards, name)
    return reader.group(found, None, ("subcontract", "standards", name), title)


def house_language(house: House, audience: Audience = Audience.INTERNAL) -> Language:
    """Return how the house's own pages read."""
    return language(house.country, audience, house.language)


def _reader(house: House, audience: Audience) -> Reader:
    everyone = house.contacts or ()
    return Reader(
        audience,
        house_language(house, audience),
        lambda name: find_contact(everyone, name),
        None,
        hidden=frozenset(),
    )
