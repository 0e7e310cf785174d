"""Steps: the calls of a visit, and what to do when nobody answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from macros.records.fields import Audience, Block
from macros.records.work import Caller, Channel, CheckIn, NoAnswer
from macros.views.catalogue import ours
from macros.views.parts import Step
from macros.views.wording import Language, Words, capital

Pieces: TypeAlias = tuple[Words, ...]
Reach: TypeAlias = Callable[[str], Pieces]


_HOW: dict[Channel, str] = {
    Channel.PHONE: ours("by phone"),
    Channel.TEXT_MESSAGE: ours("by text message"),
    Channel.EMAIL: ours("by e-mail"),
    Channel.TICKET: ours("by a note in the ticket"),
    Channel.APP: ours("by the app"),
}


def _check_in(call: CheckIn, language: Language, reach: Reach, audience: Audience) -> Step:
    when = language.text(call.moment) if call.moment else language.say("at some time")
    who = capital(language.text(call.by or Caller.ENGINEER))
    how = how_told(call, language)
    what = _told(who, how, reach(call.to) if call.to else (), language)
    say = language.words(call.say) if call.say else None
    remark = _remark(call, language, audience)
    return Step(capital(when), what, say, remark, lead=language.say("Say"))


def how_told(call: CheckIn, language: Language) -> str:
    """Return how somebody is told, and how soon: by phone within 10 minutes."""
    how = language.say(_HOW[call.channel or Channel.PHONE])
    if call.window is None:
        return how
    return language.say("{how} within {time}", how=how, time=language.text(call.window))


_CONTACT = "\0"


def _told(who: str, how: str, contact: Pieces, language: Language) -> Pieces:
    """Return who tells the contact, and how; the contact's pieces where the language puts them."""
    if not contact:
        return (Words(language.say("{who} reports {how}", who=who, how=how)),)
    said = language.say("{who} tells {contact} {how}", who=who, contact=_CONTACT, how=how)
    before, _, after = said.partition(_CONTACT)
    ends = [Words(text.strip()) if text.strip() else None for text in (before, after)]
    return tuple(piece for piece in (ends[0], *contact, ends[1]) if piece)


def _remark(call: CheckIn, language: Language, audience: Audience) -> str:
    if call.required_for_payment is None:
        return ""
    if audience is Audience.ONSITE:
        return language.say("This call is required.") if call.required_for_payment else ""
    if call.required_for_payment:
        return language.say("Without this call the visit is not paid.")
    return language.say("Payment does not depend on it.")


def _no_answer(step: NoAnswer, language: Language, reach: Reach, _audience: Audience) -> Step:
    when = (
        language.say("After {time}", time=language.text(step.after))
        if step.after
        else language.say("At once")
    )
    ends = step.do is not None and step.do.endswith((".", ":", "!", "?"))
    colon = ":" if step.contact and not ends else ""
    what = [Words(f"{step.do}{colon}")] if step.do else []
    what += reach(step.contact) if step.contact else ()
    return Step(when, tuple(what))


STEPS: dict[type[Block], Callable[[Any, Language, Reach, Audience], Step]] = {
    CheckIn: _check_in,
    NoAnswer: _no_answer,
}
"""For each block that is a step: how it is said."""
