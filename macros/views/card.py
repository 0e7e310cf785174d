"""Card: what an engineer needs at the client's door, on a piece of paper for the pocket."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from macros.records.playbook import applies, in_force
from macros.records.work import Caller, CheckIn, Moment, NoAnswer, OnSite
from macros.terms.emergency import emergency_number
from macros.views.audience import may_see
from macros.views.glance import seen_as
from macros.views.parts import Step
from macros.views.steps import STEPS, how_told
from macros.views.wording import Words, capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.fields import Block
    from macros.records.playbook import Playbook
    from macros.views.clauses import Reader


class CardPart(NamedTuple):
    """A few lines of the card that belong together, under their title."""

    id: str
    """name, calls, no-answer, help, wear or door."""
    title: str
    steps: tuple[Step, ...]


class Card(NamedTuple):
    """The check-in card: its parts in the order in which they are needed, the first the most.

    Where all of them do not fit on one side, the last ones go on the next.
    """

    title: str
    firm: str
    """Who carries the card."""
    house: str
    """Whose client they stand in front of."""
    as_of: str
    parts: tuple[CardPart, ...]


_NOTHING = OnSite.silent()


def card(playbook: Playbook, reader: Reader) -> Card | None:
    """Return the card of a partner who works on site in our name, None for any other."""
    work = in_force(playbook.partner.subcontract)
    if work is None or not may_see(reader.audience, ("subcontract", "on_site")):
        return None
    on_site = work.on_site or _NOTHING
    if not applies(on_site):
        return None
    say, seen = reader.language.say, _Seen(on_site, reader)
    parts = (
        CardPart("name", say("At the door"), tuple(_name(playbook, seen))),
        CardPart("calls", say("Calls"), tuple(_calls(seen, _MAIN))),
        CardPart("no-answer", say("When nobody answers"), tuple(_no_answer(seen))),
        CardPart("help", say("Help"), tuple(_help(playbook, reader))),
        CardPart("wear", say("Wear and carry"), tuple(_wear(seen))),
        CardPart("door", say("Also"), (*_calls(seen, _OTHER), *_site(seen))),
    )
    return Card(
        say("Check-in card"),
        playbook.partner.name,
        playbook.house.name,
        reader.language.date(reader.today) if reader.today else "",
        tuple(part for part in parts if part.steps),
    )


B = TypeVar("B", CheckIn, NoAnswer)


class _Seen(NamedTuple):
    """The rules on site, as far as the reader may see them."""

    on_site: OnSite
    reader: Reader

    def items(self, kind: type[B]) -> Iterator[B]:
        """Yield the steps of one kind that the rules list."""
        for _, _, value in self.reader.fields(self.on_site):
            for item in value if isinstance(value, tuple) else ():
                if isinstance(item, kind):
                    yield item

    def fact(self, block: Block | None, name: str, title: str = "") -> Iterator[Step]:
        """Yield what a field says under its label, or under `title`; nothing where it is unset."""
        if block is None:
            return
        for field, shape, value in self.reader.fields(block):
            if field == name:
                label = title or self.reader.label(type(block), name)
                yield Step(label, self.reader.pieces(value, shape))


def _name(playbook: Playbook, seen: _Seen) -> Iterator[Step]:
    say, name = seen.reader.language.say, ("client_protection", "client_sees")
    under = seen_as(playbook, seen.reader) if may_see(seen.reader.audience, name) else ()
    if under:
        yield Step(say("The client sees"), under)
    yield from seen.fact(seen.on_site, "introduce_as")


_MAIN = (Moment.ARRIVAL, Moment.BEFORE_LEAVING)
_OTHER = (Moment.DELAY, Moment.EN_ROUTE, Moment.START, Moment.DEPARTED)


def _calls(seen: _Seen, moments: tuple[Moment, ...]) -> Iterator[Step]:
    """Yield the engineer's calls of a visit, in the order of `moments`."""
    calls = {call.moment: call for call in seen.items(CheckIn)}
    for moment in moments:
        call = calls.get(moment)
        if call and (call.by or Caller.ENGINEER) is Caller.ENGINEER:
            yield _call(call, seen.reader)


def _call(call: CheckIn, reader: Reader) -> Step:
    language = reader.language
    when = capital(language.text(call.moment))
    whom = reader.reach(call.to) if call.to else ()
    what = (*whom, Words(how_told(call, language)))
    remark = language.say("This call is required.") if call.required_for_payment else ""
    said = language.words(call.say) if call.say else None
    return Step(when, what, said, remark, lead=language.say("Say"))


def _no_answer(seen: _Seen) -> Iterator[Step]:
    reader = seen.reader
    for step in seen.items(NoAnswer):
        yield STEPS[type(step)](step, reader.language, reader.reach, reader.audience)


def _help(playbook: Playbook, reader: Reader) -> Iterator[Step]:
    say = reader.language.say
    number = emergency_number(playbook.partner.country or playbook.house.country)
    yield Step(say("Somebody is hurt or in danger"), (_emergency(number), Words(say("then us"))))
    if reader.contact("out_of_hours"):
        yield Step(say("Out of hours"), reader.reach("out_of_hours"))
    if reader.contact("escalation"):
        yield Step(say("To decide on the spot"), reader.reach("escalation"))


def _emergency(number: str) -> Words:
    return Words(number, "phone", f"tel:{number}")


def _wear(seen: _Seen) -> Iterator[Step]:
    on_site, say = seen.on_site, seen.reader.language.say
    yield from seen.fact(on_site.dress, "standard", say("What to wear"))
    yield from seen.fact(on_site.dress, "footwear")
    yield from seen.fact(on_site.dress, "not_allowed")
    yield from seen.fact(on_site, "id", say("Carry"))
    yield from seen.fact(on_site, "ppe")


def _site(seen: _Seen) -> Iterator[Step]:
    yield from seen.fact(seen.on_site.site, "sign_in")
    yield from seen.fact(seen.on_site.arrival, "denied")
