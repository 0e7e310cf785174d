"""Probes: what an outsider asks of a published folder, and what is wrong with each answer."""

from __future__ import annotations

import re
from functools import partial
from hashlib import sha256
from html import unescape
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.hosting.headers import HEADERS
from macros.outputs.packs.shelf import PACKS, PAGE, PDF
from macros.records.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from macros.outputs.hosting.outsider import Answer

KINDS = (
    *("pack file", "old file", "folder", "made-up link", "private file"),
    "address left out",
)
"""What is asked for, in words."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22,}")
_MEDIA = {".html": "text/html", ".pdf": "application/pdf"}

_PUBLISH = "publish the folder again, whole, and take away what is no longer in it"
_SWEEP = f"run 'playbook share expire', and {_PUBLISH}"
_ONLY = "publish nothing but the folder that 'playbook share' writes"
_LISTING = "set the host up as 'playbook share headers' says"


class Remark(NamedTuple):
    """What is wrong with an answer, and what to do."""

    severity: Severity
    message: str
    cure: str


class Probe(NamedTuple):
    """A path to ask for, what kind of thing it is, and what judges the answer."""

    path: str
    kind: str
    judged: Callable[[Answer], Iterator[Remark]]


class Known(NamedTuple):
    """A link that was given out, and whether it has ended: replaced, revoked or past its day."""

    token: str
    ended: bool


class Secrets(NamedTuple):
    """What no answer may tell but a pack of today: links, partners' names; `neutral` is exempt."""

    tokens: frozenset[str]
    names: tuple[str, ...]
    neutral: bytes

    def told_by(self, body: bytes, asked: str) -> Iterator[str]:
        """Yield what a page tells of others, in words; the token that was `asked` for may stand."""
        if body == self.neutral:
            return
        text = unescape(body.decode("utf-8", "replace"))
        if (self.tokens - {asked}) & set(_TOKEN.findall(text)):
            yield "shows the links of packs"
        named = (
            name
            for name in self.names
            if name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        )
        if found := next(named, None):
            yield f"names the partner {found}"


def of_pack(base: str, token: str, folder: Path, *, secure: bool) -> Iterator[Probe]:
    """Yield a probe for each file of a pack: the host has to give what the folder holds."""
    # What a run that was ended leaves has a dot before its name; hosts hide it.
    for file in sorted(folder.glob("[!.]*")):
        name = "" if file.name == PAGE else file.name
        whole = sha256(file.read_bytes()).digest()
        judged = partial(_as_it_is, whole, file.suffix, secure=secure)
        yield Probe(f"{base}{PACKS}/{token}/{name}", "pack file", judged)


def of_ended(base: str, token: str, secrets: Secrets) -> Iterator[Probe]:
    """Yield probes that find what is left of a pack whose link has ended."""
    for name in ("", PDF):
        yield Probe(f"{base}{PACKS}/{token}/{name}", "old file", partial(_gone, secrets, token))


def of_folders(base: str, secrets: Secrets) -> Iterator[Probe]:
    """Yield probes of the folders that hold everything: nothing may list them."""
    for path in (base, f"{base}{PACKS}/"):
        yield Probe(path, "folder", partial(_closed, secrets, "", "is answered with a page"))


def of_made_up(base: str, token: str, secrets: Secrets) -> Probe:
    """Return the probe of an address that was never given out."""
    said = "was never given out and is answered with a page"
    return Probe(f"{base}{PACKS}/{token}/", "made-up link", partial(_closed, secrets, token, said))


def of_private(
    base: str, slugs: Collection[str], secrets: Secrets, nothing: bytes
) -> Iterator[Probe]:
    """Yield probes of what must never be beside packs; `nothing` answers a made-up address."""
    for names, what in _private(slugs):
        for name in names:
            judged = partial(_not_served, secrets, nothing, what)
            yield Probe(f"{base}{name}", "private file", judged)


def of_robots(base: str, secrets: Secrets) -> Probe:
    """Return the probe of the file that tells search engines where not to look."""
    return Probe(f"{base}robots.txt", "private file", partial(_robots, secrets))


def _private(slugs: Collection[str]) -> Iterator[tuple[list[str], str]]:
    yield [".shares.json"], "every link; rotate them all, for anyone may have read them"
    yield [".git/HEAD", ".git/config"], "the repository, with every record in it"
    yield ["partners/_house.yml", "mkdocs.yml"], "the project that the packs are made from"
    yield [f"partners/{slug}.yml" for slug in slugs], "a record, with all that we note and pay"
    yield [f"partners/_agreed/{slug}.yml" for slug in slugs], "agreed terms as they are kept"
    yield [f"partners/{slug}/" for slug in slugs], "a page of the site for our own staff"
    yield ["search/search_index.json"], "the site's search, with everything about every partner"
    yield ["calendar.ics"], "the site's calendar, with what ends when at every partner"
    yield ["sitemap.xml", "sitemap.xml.gz"], "the site's list of pages, by partner"


def _as_it_is(whole: bytes, suffix: str, answer: Answer, *, secure: bool) -> Iterator[Remark]:
    if answer.status != HTTPStatus.OK:
        yield _error(f"should give a pack and answers {_in_words(answer.status)}", _PUBLISH)
        return
    if sha256(answer.body).digest() != whole:
        yield _error(
            "does not give what the folder here holds",
            f"{_PUBLISH}; if it is up to date, switch off what changes pages on their way",
        )
    sent = ", ".join(answer.header("Content-Type"))
    kind = _MEDIA.get(suffix, "")
    if not sent.startswith(kind):
        yield _error(f"is sent as '{sent}'", f"let the host send {suffix} files as {kind}")
    yield from _headers(answer, secure=secure)


def _headers(answer: Answer, *, secure: bool) -> Iterator[Remark]:
    for header in HEADERS:
        values = answer.header(header.name)
        if (secure or not header.only_secure) and not header.is_met_by(values):
            sent = f"comes with '{header.name}: {', '.join(values)}'"
            said = sent if values else f"comes without the header {header.name}"
            yield Remark(header.severity, f"{said}: {header.loss}", _LISTING)


def manners_of(answer: Answer) -> Iterator[Remark]:
    """Yield what is wrong with any answer, whatever was asked for."""
    for cookie in answer.cookies:
        name = cookie.partition("=")[0].strip()
        yield _error(f"sets the cookie '{name}'", "switch it off: a pack follows nobody")
    if answer.elsewhere:
        yield _error(
            f"sends readers on to {answer.elsewhere}",
            "give the packs a host name that serves them itself, or name the other address here",
        )


def _gone(secrets: Secrets, token: str, answer: Answer) -> Iterator[Remark]:
    if answer.status == HTTPStatus.OK and answer.body != secrets.neutral:
        yield _error("has ended and is still answered with a page", _SWEEP)
    else:
        yield from _silent(secrets, token, answer)


def _closed(secrets: Secrets, token: str, said: str, answer: Answer) -> Iterator[Remark]:
    if answer.status == HTTPStatus.OK and answer.body != secrets.neutral:
        told = list(secrets.told_by(answer.body, token))
        yield _error(" and ".join(told) or said, _LISTING)
    else:
        yield from _silent(secrets, token, answer)


def _not_served(secrets: Secrets, nothing: bytes, what: str, answer: Answer) -> Iterator[Remark]:
    if answer.status == HTTPStatus.OK and answer.body not in {secrets.neutral, nothing}:
        yield _error(f"is served: {what}", _ONLY)
    else:
        yield from _silent(secrets, "", answer)


def _silent(secrets: Secrets, token: str, answer: Answer) -> Iterator[Remark]:
    """Yield what an answer tells although it says that nothing is there."""
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        yield _error(
            f"answers {_in_words(answer.status)}, so nobody can tell what is there",
            "look into the host's log, and ask again",
        )
    for told in secrets.told_by(answer.body, token):
        yield _error(told, _LISTING)


def _robots(secrets: Secrets, answer: Answer) -> Iterator[Remark]:
    yield from _silent(secrets, "", answer)
    closed = re.search(rb"^\s*disallow\s*:\s*/", answer.body, re.IGNORECASE | re.MULTILINE)
    if answer.status == HTTPStatus.OK and closed:
        yield Remark(
            Severity.WARNING,
            "keeps search engines from reading that they shall not list a pack",
            "have no robots.txt beside packs: the header X-Robots-Tag does its work",
        )


def _error(message: str, cure: str) -> Remark:
    return Remark(Severity.ERROR, message, cure)


def _in_words(status: int) -> str:
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)
