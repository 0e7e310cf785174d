"""Contacts: whom a term refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from macros.records.identity import Contact
    from macros.records.playbook import Playbook


def contact(playbook: Playbook, name: str) -> Contact | None:
    """Return the contact that `name` refers to: ours before theirs, an id before a purpose."""
    return _known(playbook).get(name)


def find_contact(everyone: Sequence[Contact], name: str) -> Contact | None:
    """Return the contact with the id `name`, else the first one with that purpose."""
    return _by_name(everyone).get(name)


def contact_names(playbook: Playbook) -> set[str]:
    """Return every name by which a term can refer to a contact."""
    return set(_known(playbook))


def _known(playbook: Playbook) -> dict[str, Contact]:
    known = playbook.worked_out.get("contacts")
    if known is None:
        everyone = (*(playbook.house.contacts or ()), *(playbook.partner.contacts or ()))
        playbook.worked_out["contacts"] = known = _by_name(everyone)
    return cast("dict[str, Contact]", known)


def _by_name(everyone: Sequence[Contact]) -> dict[str, Contact]:
    # The last one is kept, so the first comes last.
    known: dict[str, Contact] = {}
    for found in reversed(everyone):
        known.update(dict.fromkeys(found.call_for or (), found))
    known.update({found.id: found for found in reversed(everyone) if found.id})
    return known
