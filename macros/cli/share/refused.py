"""Refused: why a partner is handed nothing, and the option by which one does it all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from macros.terms.sharing import Obstacle, obstacles

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from macros.outputs.ledger.ledger import Ledger
    from macros.records.fields import Audience
    from macros.records.playbook import Playbook

WITHOUT_NDA, LAPSED_NDA, ENDED, UNAGREED = "without_nda", "lapsed_nda", "ended", "unagreed"


class Told(NamedTuple):
    """An obstacle in words, what to do about it, and the name of its option."""

    wrong: str
    cure: str
    option: str


TOLD = {
    Obstacle.NO_NDA: Told("there is no NDA on file", "sign one and write it down", WITHOUT_NDA),
    Obstacle.UNSIGNED_NDA: Told(
        "nothing says that the NDA is signed", "write down the day below 'nda'", WITHOUT_NDA
    ),
    Obstacle.LAPSED_NDA: Told(
        "the NDA has lapsed", "sign a new one and write down its dates", LAPSED_NDA
    ),
    Obstacle.ENDED: Told("the alliance has ended", "revoke the links that are out", ENDED),
    Obstacle.UNAGREED: Told(
        "money, time or restraint may have changed since both sides agreed",
        "see 'playbook changes', then run 'playbook agree'",
        UNAGREED,
    ),
}

_HELP = {
    WITHOUT_NDA: "Share though no signed NDA is on file.",
    LAPSED_NDA: "Share though the NDA has lapsed.",
    ENDED: "Share though the alliance has ended.",
    UNAGREED: "Share though material changes wait to be agreed.",
}


def overrides(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options by which one shares all the same."""
    for name, text in reversed(_HELP.items()):
        command = click.option(_option(name), name, is_flag=True, help=text)(command)
    return command


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def overruled(given: dict[str, bool]) -> frozenset[Obstacle]:
    """Return the obstacles that options overrule, and take these out of what was given."""
    said = {name for name in _HELP if given.pop(name)}
    return frozenset(each for each, told in TOLD.items() if told.option in said)


def refused(
    playbooks: Sequence[Playbook], today: dt.date, overruled: Collection[Obstacle]
) -> dict[str, list[str]]:
    """Return by slug why partners are handed nothing, a line each."""
    found = {each.slug: list(_lines(each, today, overruled)) for each in playbooks}
    return {slug: lines for slug, lines in found.items() if lines}


def told_of_refused(refused: Mapping[str, Sequence[str]], ledger: Ledger) -> Iterator[str]:
    """Yield why partners got nothing, and of each whose link works that it still does."""
    running = {share.slug for share in ledger.running()}
    for slug, lines in refused.items():
        yield from lines
        if slug in running:
            yield f"  a link of theirs still works; 'playbook share revoke {slug}' ends it"


def told_of_kept(
    kept: Iterable[tuple[str, Audience]], refused: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """Yield of links that got no new one why, and that the old one still works."""
    for slug in dict.fromkeys(slug for slug, _ in kept):
        yield from refused.get(slug, [f"{slug}: there is nothing to hand over any more"])
        yield f"  the old link still works; 'playbook share revoke {slug}' ends it"


def _lines(playbook: Playbook, today: dt.date, overruled: Collection[Obstacle]) -> Iterator[str]:
    for each in obstacles(playbook, today):
        if each not in overruled:
            wrong, cure, option = TOLD[each]
            name = playbook.partner.name
            yield f"{name}: {wrong}; {cure}, or share all the same with '{_option(option)}'"
