"""Agreed: the terms of a playbook as both sides agreed them once."""

from typing import Annotated, NamedTuple

from pydantic import Field

from macros.records.fields import Audience, Block, VisibleTo
from macros.records.partner import Partner
from macros.records.scalars import Date, Text
from macros.records.source import Path_


class Header(Block):
    """When, by whom and in which version terms were agreed."""

    slug: Annotated[Text, VisibleTo(Audience.INTERNAL), Field()]
    """The partner: the name of its record without `.yml`."""
    name: Annotated[Text, VisibleTo(Audience.INTERNAL), Field()]
    """The firm's name on that day."""
    on: Annotated[Date, VisibleTo(Audience.INTERNAL), Field()]
    """The day on which both sides agreed."""
    version: Annotated[Text, VisibleTo(Audience.INTERNAL), Field()]
    """The version that was agreed."""
    by: Annotated[Text, VisibleTo(Audience.INTERNAL), Field()]
    """The roles that agreed, on both sides."""
    fingerprint: Annotated[Text, VisibleTo(Audience.INTERNAL), Field()]
    """The fingerprint of the terms."""


class AgreedTerms(NamedTuple):
    """The terms as they were agreed, in the words of that day.

    `partner` is to be read for its terms alone; `own` has the paths of those that the partner's
    record said itself, all others were the house's.
    """

    header: Header
    partner: Partner
    own: frozenset[Path_]

    def is_own(self, path: Path_) -> bool:
        """Tell whether the partner's record had set the value at `path`, or something below it."""
        return any(own[: len(path)] == path for own in self.own)
