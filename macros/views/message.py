"""Message: the few lines in which a link is sent to a partner, in its language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.records.fields import Audience

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.views.wording import Language


class Link(NamedTuple):
    """What is sent: the address of the page, that of its PDF or "", and the last day of both."""

    page: str
    pdf: str
    until: dt.date
    sealed: bool


class Message(NamedTuple):
    """A message that is ready to be sent: its subject, and its paragraphs."""

    subject: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The message below its subject, an empty line between two paragraphs."""
        return "\n\n".join(self.paragraphs)


def message(house: str, audience: Audience, link: Link, language: Language) -> Message:
    """Return the message with which the house sends a link to a partner's office or engineer.

    It names nobody but the house: who reads it over somebody's shoulder learns of no partner.
    """
    say = language.say
    at_the_door = audience is Audience.ONSITE
    subject = (
        say("On site for {house}: what you need there", house=house)
        if at_the_door
        else say("How {house} and you work together", house=house)
    )
    said = _at_the_door(house, link, language) if at_the_door else _office(house, link, language)
    return Message(subject, (say("Hello,"), *said, house))


def _office(house: str, link: Link, language: Language) -> Iterator[str]:
    say = language.say
    opening = say(
        "Here is how {house} and you work together, on one page: what we ask of each other, what is"
        " paid and when, and whom to call.",
        house=house,
    )
    yield f"{opening}\n{link.page}"
    yield from _seal(link, language)
    yield say(
        "The link works until {date}. It is meant for you alone: whoever has it can read the page,"
        " so please do not pass it on.",
        date=language.date(link.until),
    )
    yield _keeping(link, language)


def _at_the_door(house: str, link: Link, language: Language) -> Iterator[str]:
    say = language.say
    opening = say(
        "Here is what you need at our client's door: whom to call on arrival and before leaving,"
        " what to wear, and what to do when something goes wrong. No prices are in it."
    )
    yield f"{opening}\n{link.page}"
    yield from _seal(link, language)
    yield say(
        "Open it before you set off: there may be no signal on site. The link works until {date}."
        " It is for those who work for {house} at our clients, and for nobody else.",
        date=language.date(link.until),
        house=house,
    )
    yield _keeping(link, language)


def _seal(link: Link, language: Language) -> Iterator[str]:
    if link.sealed:
        yield language.say(
            "The page asks for a passphrase. You will get it from us by another way, not by mail."
        )


def _keeping(link: Link, language: Language) -> str:
    say = language.say
    if not link.pdf:
        return say(
            "To have it without a network, save the page from the menu of your browser, or print it"
            " to a PDF."
        )
    kept = say("To have it without a network, and to print it, take the PDF:")
    if link.sealed:
        kept = say(
            "To have it without a network, and to print it, take the PDF. It opens with the same"
            " passphrase:"
        )
    return f"{kept}\n{link.pdf}"
