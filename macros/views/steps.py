"""Steps: the calls of a visit, and what to do when nobody answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from macros.records.fields import Audience, Block
from macros.records.work import CheckIn, NoAnswer
from macros.views.parts import Step
from macros.views.wording import Language, Words

Reach: TypeAlias = Callable[[str], tuple[Words, ...]]


def _check_in(call: CheckIn, language: Language, reach: Reach, audience: Audience) -> Step:
    when = language.text(call.moment) if call.moment else "at some time"
    who = language.text(call.by) if call.by else "the engineer"
    what = [Words(f"{_capital(who)} {'tells' if call.to else 'reports'}")]
    what += reach(call.to) if call.to else ()
    what.append(Words(f"by {language.text(call.channel) if call.channel else 'phone'}"))
    if call.window:
        what.append(Words(f"within {language.text(call.window)}"))
    say = language.words(call.say) if call.say else None
    return Step(_capital(when), tuple(what), say, _remark(call, audience))


def _remark(call: CheckIn, audience: Audience) -> str:
    if call.required_for_payment is None:
        return ""
    if audience is Audience.ONSITE:
        return "This call is required." if call.required_for_payment else ""
    if call.required_for_payment:
        return "Without this call the visit is not paid."
    return "Payment does not depend on it."


def _no_answer(step: NoAnswer, language: Language, reach: Reach, _audience: Audience) -> Step:
    when = f"After {language.text(step.after)}" if step.after else "At once"
    ends = step.do is not None and step.do.endswith((".", ":", "!", "?"))
    colon = ":" if step.contact and not ends else ""
    what = [Words(f"{step.do}{colon}")] if step.do else []
    what += reach(step.contact) if step.contact else ()
    return Step(when, tuple(what))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


STEPS: dict[type[Block], Callable[[Any, Language, Reach, Audience], Step]] = {
    CheckIn: _check_in,
    NoAnswer: _no_answer,
}
"""For each block that is a step: how it is said."""
