"""What is wrong with packs as they are published, seen by an outsider who has no part in it."""

from __future__ import annotations

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.hosting import probes
from macros.outputs.hosting.findings import Finding, gathered
from macros.outputs.hosting.outsider import Outsider
from macros.outputs.hosting.probes import Probe
from macros.outputs.hosting.published import amiss
from macros.outputs.hosting.remarks import Remark, manners_of
from macros.outputs.hosting.site import Address
from macros.outputs.hosting.unreachable import UnreachableError
from macros.outputs.ledger.address import PACKS
from macros.outputs.ledger.shares import new_token
from macros.records.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from macros.outputs.hosting.outsider import Answer
    from macros.outputs.hosting.published import Published

    Told = Callable[[int, int], None]
    Judged = tuple[Probe, list[Remark]]

_AT_ONCE = 4
"""How many connections ask at the same time; a small host bears that."""
_MOST_SILENCE = 3
"""After how many addresses without any answer a connection asks no more."""
_MOST_SLUGS = 20
_REFUSALS = {400, 403, 421, 426}
_OUR_OWN = re.compile(r"localhost|127\.[0-9.]+|::1")


class Report(NamedTuple):
    """What was found, and how many addresses of each kind were asked for."""

    findings: tuple[Finding, ...]
    asked: Mapping[str, int]


def verify(
    site: Address,
    published: Published,
    patience: float,
    *,
    plain_port: int = 80,
    told: Told | None = None,
) -> Report:
    """Ask a published folder as an outsider would, each answer within `patience` seconds.

    `plain_port` is where a site of https is asked over plain http. `told` hears how far it is:
    how many addresses of how many were asked for.
    """
    made_up = new_token()
    try:
        planned = list(_planned(site, published, made_up, patience))
    except UnreachableError as why:
        cure = "put that right first: nothing else was asked for"
        return Report((Finding(Severity.ERROR, (site.origin,), str(why), cure),), {})
    judged = _all_judged(site, planned, patience, told)
    seen = Counter(probe.kind for probe, _ in judged)
    asked = {kind: seen[kind] for kind in probes.KINDS if seen[kind]}
    judged += [
        (_not_asked(f"{site.path}{PACKS}/{token}/"), [why]) for token, why in amiss(published)
    ]
    judged.append(_plain(site, plain_port, made_up, patience))
    tokens = {each.token for each in published.packs} | {made_up} | set(published.folders())
    return Report(tuple(gathered(site, judged, tokens)), asked)


def _planned(site: Address, published: Published, made_up: str, patience: float) -> Iterator[Probe]:
    """Yield all there is to ask for; UnreachableError where the site gives no answer at all."""
    hidden = published.hidden()
    for each in published.packs:
        folder = published.folder / PACKS / each.token
        if each.ended:
            yield from probes.of_ended(site.path, each.token, hidden)
        elif folder.is_dir():
            yield from probes.of_pack(site.path, each.token, folder, secure=site.is_secure)
    yield from probes.of_folders(site.path, hidden)
    yield probes.of_made_up(site.path, made_up, hidden)
    yield probes.of_robots(site.path, hidden)
    slugs = _sample(published.slugs)
    with Outsider(site, patience) as outsider:
        for base in _levels(site.path):
            nothing = outsider.ask(f"{base}{made_up}/").body
            yield from probes.of_private(base, slugs, hidden, nothing)


def _levels(path: str) -> Iterator[str]:
    """Yield a folder's path and the folders that it is in, the outermost first."""
    for slash in re.finditer("/", path):
        yield path[: slash.end()]


def _sample(slugs: Sequence[str]) -> Sequence[str]:
    return slugs[:: -(-len(slugs) // _MOST_SLUGS) or 1]


def _all_judged(
    site: Address, planned: Sequence[Probe], patience: float, told: Told | None
) -> list[Judged]:
    done: list[Judged] = []
    one_at_a_time = Lock()

    def judge(share: Sequence[Probe]) -> None:
        for each in _judged(site, share, patience):
            with one_at_a_time:
                done.append(each)
                if told:
                    told(len(done), len(planned))

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(judge, (planned[start::_AT_ONCE] for start in range(_AT_ONCE))))
    return done


def _judged(site: Address, planned: Iterable[Probe], patience: float) -> Iterator[Judged]:
    silent = 0
    with Outsider(site, patience) as outsider:
        for probe in planned:
            if silent == _MOST_SILENCE:
                why = Remark(Severity.ERROR, "was not asked for", "see why others gave no answer")
                yield probe._replace(kind="address left out"), [why]
                continue
            try:
                answer = outsider.ask(probe.path)
            except UnreachableError as error:
                silent += 1
                yield probe, [Remark(Severity.ERROR, str(error), "put that right, and ask again")]
            else:
                silent = 0
                yield probe, list(_remarks(probe, answer))


def _remarks(probe: Probe, answer: Answer) -> Iterator[Remark]:
    yield from manners_of(answer)
    if not answer.elsewhere:
        yield from probe.judged(answer)


def _plain(site: Address, port: int, made_up: str, patience: float) -> Judged:
    """Return what is wrong with plain http; no link of a pack is ever asked for that way."""
    probe = _not_asked(f"{site.path}{PACKS}/{made_up}/")
    if not site.is_secure:
        told = "is plain http, so anyone on the way can read and change packs"
        why = Remark(Severity.ERROR, told, "publish over https, and name that address")
        return probe._replace(path=""), [] if _OUR_OWN.fullmatch(site.host) else [why]
    plain = Address("http", site.host, port)
    try:
        with Outsider(plain, patience) as outsider:
            answer = outsider.ask(probe.path)
    except UnreachableError:
        return probe, []
    if answer.status in _REFUSALS or (answer.elsewhere and site.is_server_of(answer.elsewhere)):
        return probe, []
    where = f" to {answer.elsewhere}" if answer.elsewhere else ""
    message = f"is answered over plain http with {answer.status}{where}, not sent on to https"
    return probe, [Remark(Severity.ERROR, message, f"redirect all of http to {site.origin}")]


def _not_asked(path: str) -> Probe:
    return Probe(path, "", lambda _: iter(()))
