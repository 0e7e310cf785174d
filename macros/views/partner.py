"""Partner: one playbook as a page for one audience."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from macros.records.check import block_at
from macros.records.contacts import contact
from macros.records.fields import Audience, Block, shapes
from macros.records.partner import Partner, Relationship
from macros.records.playbook import value_at
from macros.terms.changes import changes
from macros.terms.fingerprint import fingerprint, short
from macros.terms.term import terms_of
from macros.views.audience import may_see
from macros.views.card import Card, card
from macros.views.changes import count_in_words, section_of_changes
from macros.views.clauses import Reader
from macros.views.completeness import Completeness, settled
from macros.views.dials import Dial, dials
from macros.views.glance import glance
from macros.views.outline import SECTIONS, Outline
from macros.views.papers import chips
from macros.views.parts import Chip, Difference, Fact, Group, Section
from macros.views.sections import clauses, contacts, other_terms, section
from macros.views.standing import MARK, PAPERS, script
from macros.views.wording import Language, Words, capital, language
from macros.views.worked import worked

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.records.playbook import Playbook
    from macros.records.resolve import Dropped
    from macros.terms.changes import Change


class PlaybookView(NamedTuple):
    """Everything that a playbook page says, in reading order."""

    slug: str
    name: str
    house: str
    audience: Audience
    language: Language
    lede: str
    chips: tuple[Chip, ...]
    glance: tuple[Fact, ...]
    special: tuple[Difference, ...]
    """What differs from the house's terms. Only our own staff learn what others agree to."""
    has_marks: bool
    """Whether anything differs from them: it is marked for every reader."""
    sections: tuple[Section, ...]
    revision: str
    signed: str
    """What the paper that is signed says of itself: its revision and its fingerprint."""
    confidentiality: str
    as_of: str
    settled: Completeness | None
    """How far the points of the guide are settled, for our own staff."""
    card: Card | None
    """What an engineer needs at the client's door, where the partner sends one."""
    dials: tuple[Dial, ...]
    """The numbers that must be one tap away."""
    standing: str
    """What a script has to know to tell how the papers stand on the day of reading, as JSON.

    Only our own staff's page has such a script.
    """

    def section(self, name: str) -> Section | None:
        """Return the section with the id `name`, or None where this reader has none."""
        return next((section for section in self.sections if section.id == name), None)


def project(
    playbook: Playbook, audience: Audience, today: dt.date, *, carried: bool = True
) -> PlaybookView:
    """Return what `audience` may see of a playbook, in finished words.

    `carried` tells whether it is handed out too, and so needs the card and the numbers to call.
    """
    partner = playbook.partner
    reader = reader_of(playbook, audience, today)
    speech = reader.language
    changed = changes(playbook)
    sections = tuple(
        section
        for outline in SECTIONS
        if (section := _section(outline, playbook, reader, changed)) is not None
    )
    revision = _revision(playbook, reader, changed)
    differences = (*reader.differences, *_dropped(playbook, reader))
    return PlaybookView(
        slug=playbook.slug,
        name=partner.name,
        house=playbook.house.name,
        audience=audience,
        language=speech,
        lede=_lede(playbook, speech),
        chips=chips(playbook, audience, speech, today),
        glance=glance(playbook, reader),
        special=differences if audience is Audience.INTERNAL else (),
        has_marks=bool(differences),
        sections=sections,
        revision=revision,
        signed=_signed(playbook, reader, revision),
        confidentiality=playbook.house.confidentiality
        or speech.say(
            "Confidential between {house} and {partner}",
            house=playbook.house.name,
            partner=partner.name,
        ),
        as_of=speech.date(today),
        settled=settled(playbook, speech) if audience is Audience.INTERNAL else None,
        card=card(playbook, reader) if carried else None,
        dials=dials(playbook, reader) if carried else (),
        standing=script(speech, today, *PAPERS, MARK) if audience is Audience.INTERNAL else "",
    )


def reader_of(playbook: Playbook, audience: Audience, today: dt.date) -> Reader:
    """Return who reads the words of a playbook, for `audience` on the day `today`."""
    speech = language_of(playbook, audience)
    return Reader(audience, speech, cache(partial(contact, playbook)), today, playbook)


def language_of(playbook: Playbook, audience: Audience) -> Language:
    """Return how a partner's page reads for `audience`."""
    partner, house = playbook.partner, playbook.house
    country = partner.country or house.country
    return language(country, audience, partner.language or house.language)


def _lede(playbook: Playbook, language: Language) -> str:
    trades = ", ".join(language.text(kind) for kind in playbook.partner.kind or ())
    areas = value_at(playbook.partner, ("subcontract", "scope", "areas"))
    said = [capital(trades), ", ".join(areas) if isinstance(areas, tuple) else ""]
    return " · ".join(filter(None, said))


def _revision(playbook: Playbook, reader: Reader, changed: tuple[Change, ...]) -> str:
    agreed = playbook.partner.agreed
    if reader.audience is Audience.ONSITE or not agreed or not agreed.on:
        return ""
    say, on = reader.language.say, reader.language.date(agreed.on)
    said = say("Agreed on {date}", date=on)
    if agreed.version:
        said = say("Agreed on {date}, version {version}", date=on, version=agreed.version)
    if playbook.agreed_terms is None:
        return said
    return f"{said}; {count_in_words(changed, reader.language)}"


def _signed(playbook: Playbook, reader: Reader, revision: str) -> str:
    # At the door a fingerprint would tell of changes in what is not told there.
    if reader.audience is Audience.ONSITE or playbook.partner.relationship is Relationship.NONE:
        return ""
    number = short(fingerprint(terms_of(playbook)))
    said = reader.language.say("Fingerprint of these terms: {fingerprint}", fingerprint=number)
    return f"{revision}. {said}" if revision else said


def _section(
    outline: Outline, playbook: Playbook, reader: Reader, changed: tuple[Change, ...]
) -> Section | None:
    """Return a section, or None where this reader sees nothing of it."""
    if outline.id == "contacts":
        groups = list(_contacts(playbook, reader))
    elif outline.id == "other-terms":
        groups = list(other_terms(playbook.partner, reader, ""))
    elif outline.id == "changes":
        groups = list(section_of_changes(playbook, changed, reader))
    else:
        groups = [
            *clauses(outline, playbook.partner, playbook.defaults, reader),
            *other_terms(playbook.partner, reader, outline.id),
            *worked(outline.id, playbook, reader),
        ]
    return section(outline, groups, reader)


def _contacts(playbook: Playbook, reader: Reader) -> Iterator[Group]:
    house, partner = playbook.house, playbook.partner
    yield from reader.once(
        ("contacts",), house, lambda: tuple(contacts(house.name, house.contacts, "ours", reader))
    )
    yield from contacts(partner.name, partner.contacts, "theirs", reader)


def _dropped(playbook: Playbook, reader: Reader) -> Iterator[Difference]:
    for dropped in playbook.dropped:
        # A shorter list of plain words is compared as a whole where it is shown.
        if isinstance(dropped.item.value, dict) and may_see(reader.audience, dropped.path):
            left_out = Words(reader.language.say("left out"))
            yield Difference(_where(dropped, reader), (left_out,), (Words(_item(dropped, reader)),))


def _where(dropped: Dropped, reader: Reader) -> str:
    block: type[Block] = Partner
    said = []
    for key in dropped.path:
        said.append(reader.label(block, str(key)))
        block = shapes(block)[str(key)].type
    return ": ".join(said[-2:])


def _item(dropped: Dropped, reader: Reader) -> str:
    """Return the first words that this reader may see of what was dropped."""
    kind = block_at(Partner, dropped.path)
    item = kind.model_validate(dropped.item.plain()) if kind else None
    said = [
        piece.text
        for _, shape, value in (reader.fields(item) if item else ())
        for piece in reader.pieces(value, shape)
    ]
    return ", ".join(said[:2])
