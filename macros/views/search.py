"""Search: what people look a partner up by, and nothing that all pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.playbook import value_at
from macros.views.choices import choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.playbook import Playbook

_LISTS = (
    ("formerly",),
    ("tags",),
    ("subcontract", "scope", "work_types"),
    ("subcontract", "scope", "areas"),
    ("subcontract", "scope", "includes"),
    ("fit", "client_types"),
)
_TEXTS = (("legal_name",), ("trading_as",), ("notes",), ("fit", "why"))


def search_words(playbook: Playbook) -> str:
    """Return the words under which a search finds the partner, besides its name."""
    return ". ".join(dict.fromkeys(_words(playbook)))


def _words(playbook: Playbook) -> Iterator[str]:
    partner = playbook.partner
    yield choice(partner.relationship)
    yield from (choice(kind) for kind in partner.kind or ())
    for path in _LISTS:
        found = value_at(partner, path)
        yield from found if isinstance(found, tuple) else ()
    for path in _TEXTS:
        text = value_at(partner, path)
        yield from [text] if isinstance(text, str) else ()
    for term in partner.other_terms or ():
        yield from filter(None, (term.title, term.text))
    for person in partner.contacts or ():
        yield from filter(None, (person.name, person.role))
