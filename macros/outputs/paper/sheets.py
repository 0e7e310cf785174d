"""Sheets: what is printed of many partners, made by all processors."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.paper.pdf import PdfError, pdf
from macros.render.paper.print import Copy, NoCardError, card_paper, playbook_paper, sign_off_paper
from macros.views.partner import project
from macros.workers import made_of_all

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from macros.records.fields import Audience
    from macros.records.playbook import Playbook
    from macros.render.paper.size import Paper
    from macros.views.partner import PlaybookView

_WORTH = 4


class Sheet(StrEnum):
    """What is printed of a partner."""

    PLAYBOOK = "playbook"
    CARD = "card"
    CARDS = "cards"
    SIGN_OFF = "sign-off"

    @property
    def is_card(self) -> bool:
        """Whether it is the check-in card, which not every partner has."""
        return self in {Sheet.CARD, Sheet.CARDS}


class Order(NamedTuple):
    """What is printed of each partner, for whom, on which paper, and the day it speaks of."""

    sheet: Sheet
    audience: Audience
    paper: Paper
    today: dt.date

    def file_name(self, slug: str) -> str:
        """Return the name of a partner's file: `acme-commercial-playbook.pdf`."""
        return f"{slug}-{self.audience}-{self.sheet}.pdf"


class Made(NamedTuple):
    """A partner's PDF, or why there is none."""

    slug: str
    content: bytes
    problem: str = ""
    is_idle: bool = False
    """Whether there is none to make, which is no error where all partners were asked for."""


def papers(playbooks: Sequence[Playbook], order: Order) -> Iterator[Made]:
    """Yield the PDF of each partner in their order.

    MissingPart where the printing engine is not installed.
    """

    def make(playbook: Playbook) -> Made:
        try:
            page = _page(project(playbook, order.audience, order.today), order)
            return Made(playbook.slug, pdf(page))
        except NoCardError as error:
            return Made(playbook.slug, b"", str(error), is_idle=True)
        except PdfError as error:
            return Made(playbook.slug, b"", f"'{playbook.slug}' cannot be printed: {error}")

    return made_of_all(make, playbooks, worth=_WORTH)


def _page(view: PlaybookView, order: Order) -> str:
    copy = Copy(order.today)
    match order.sheet:
        case Sheet.PLAYBOOK:
            return playbook_paper(view, copy, order.paper)
        case Sheet.SIGN_OFF:
            return sign_off_paper(view, copy, order.paper)
        case Sheet.CARD:
            return card_paper(view, copy)
        case Sheet.CARDS:
            return card_paper(view, copy, order.paper)
