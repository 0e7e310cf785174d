"""Contacts: whom a term refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from macros.records.identity import Contact
    from macros.records.playbook import Playbook


def contact(playbook: Playbook, name: str) -> Contact | None:
    """Return the contact that `name` refers to: ours before theirs, an id before a purpose."""
    return find_contact(
        (*(playbook.house.contacts or ()), *(playbook.partner.contacts or ())), name
    )


def find_contact(everyone: tuple[Contact, ...], name: str) -> Contact | None:
    """Return the contact with the id `name`, else the first one with that purpose."""
    by_id = (each for each in everyone if each.id == name)
    by_purpose = (each for each in everyone if name in (each.call_for or ()))
    return next(by_id, None) or next(by_purpose, None)


def contact_names(playbook: Playbook) -> set[str]:
    """Return every name by which a term can refer to a contact."""
    everyone = (*(playbook.house.contacts or ()), *(playbook.partner.contacts or ()))
    return {name for each in everyone for name in (each.id, *(each.call_for or ())) if name}
