"""Changed by: whether the partner's record or the house brought a change about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.fields import Block
from macros.records.playbook import Origin, Playbook, value_at
from macros.terms.material import differing
from macros.terms.spelling import spelling
from macros.terms.term import Term, terms

if TYPE_CHECKING:
    from macros.records.agreed import AgreedTerms


def changed_by(old: Term | None, new: Term | None, playbook: Playbook) -> Origin:
    """Return who changed a term: PARTNER for the partner's record, else HOUSE.

    The record changes a term where it sets it, ceases to set it, or takes it out of the house's.
    """
    agreed = playbook.agreed_terms
    by_record = agreed is not None and (
        (new is None and old is not None and _drops(old, agreed, playbook))
        or (old is None and new is not None and _adds(new, agreed, playbook))
        or (old is not None and new is not None and _changes(old, new, agreed, playbook))
    )
    return Origin.PARTNER if by_record else Origin.HOUSE


def _drops(old: Term, agreed: AgreedTerms, playbook: Playbook) -> bool:
    """Tell whether the record leaves out what the house still says, or what it said itself."""
    if agreed.is_own(old.path):
        return True
    still = {(term.place, term.spelling) for term in terms(playbook.defaults)}
    items = {term.item.place for term in terms(playbook.defaults) if term.item}
    return old.place in items or (old.place, old.spelling) in still


def _adds(new: Term, agreed: AgreedTerms, playbook: Playbook) -> bool:
    """Tell whether the record adds a term, or the block by which the house's terms come in."""
    if playbook.origin(new.path) is Origin.PARTNER:
        return True
    for at, key in enumerate(new.path):
        above = value_at(agreed.partner, new.path[:at])
        if not isinstance(above, Block):
            return False
        if getattr(above, "not_applicable", None):
            return agreed.is_own((*new.path[:at], "not_applicable"))
        needed = type(above).needs.get(str(key))
        if needed and all(getattr(above, name) is None for name in needed):
            return True
    return False


def _changes(old: Term, new: Term, agreed: AgreedTerms, playbook: Playbook) -> bool:
    """Tell whether the record says otherwise now, or no longer says what it said."""
    if isinstance(old.value, Block) and isinstance(new.value, Block):
        names = list(differing(old.value, new.value))
        return any(
            playbook.origin((*new.path, name)) is Origin.PARTNER or agreed.is_own((*old.path, name))
            for name in names
        )
    if playbook.origin(new.path) is not Origin.PARTNER:
        return agreed.is_own(old.path)
    return not _only_the_house_adds(old, new, playbook)


def _only_the_house_adds(old: Term, new: Term, playbook: Playbook) -> bool:
    """Tell whether a list that the record lays over the house's has grown by the house alone."""
    if not isinstance(old.value, tuple) or not isinstance(new.value, tuple):
        return False
    before = {_said(each) for each in old.value}
    added = [index for index, each in enumerate(new.value) if _said(each) not in before]
    origins = {playbook.origin((*new.path, index)) for index in added}
    return bool(origins) and Origin.PARTNER not in origins


def _said(value: object) -> object:
    return value if isinstance(value, Block) else spelling(value)
