"""Remarks: what is wrong with the answers of a host, and what to do about it."""

from __future__ import annotations

import re
from hashlib import sha256
from html import unescape
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.hosting.headers import HEADERS
from macros.records.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.outputs.hosting.outsider import Answer

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


def as_it_is(whole: bytes, suffix: str, answer: Answer, *, secure: bool) -> Iterator[Remark]:
    """Yield what is wrong where a host has to give the file of a pack whose SHA-256 is `whole`."""
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


def gone(secrets: Secrets, token: str, answer: Answer) -> Iterator[Remark]:
    """Yield what is wrong where the link `token` has ended."""
    if answer.status == HTTPStatus.OK and answer.body != secrets.neutral:
        yield _error("has ended and is still answered with a page", _SWEEP)
    else:
        yield from _silent(secrets, token, answer)


def closed(secrets: Secrets, token: str, said: str, answer: Answer) -> Iterator[Remark]:
    """Yield what is wrong where no page may be; `said` tells it where the page names nobody."""
    if answer.status == HTTPStatus.OK and answer.body != secrets.neutral:
        told = list(secrets.told_by(answer.body, token))
        yield _error(" and ".join(told) or said, _LISTING)
    else:
        yield from _silent(secrets, token, answer)


def not_served(secrets: Secrets, nothing: bytes, what: str, answer: Answer) -> Iterator[Remark]:
    """Yield what is wrong where `what` must not be; `nothing` answers a made-up address."""
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


def robots(secrets: Secrets, answer: Answer) -> Iterator[Remark]:
    """Yield what is wrong with the file that tells search engines where not to look."""
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
