"""Packs over https: a certificate that browsers refuse is told, and so is an open plain http."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from macros.outputs.hosting.hosts import nginx as said_to_nginx
from macros.outputs.hosting.live import Report, verify
from macros.outputs.hosting.site import address_of
from support.certificates import DAY, make_certificate
from support.hosts import SERVER, nginx_of
from support.packs import Packs, make_packs
from support.server import free_port

SNIPPET = said_to_nginx()
TO_HTTPS = "return 301 https://$host:{secure}$request_uri;"


class Secure(NamedTuple):
    """Packs, and what makes a report of them over https with this and that set up."""

    packs: Packs
    own: Path
    certificate: Path
    key: Path

    @contextmanager
    def ports(self, inside: str, plain: str) -> Iterator[tuple[int, int]]:
        """Serve over https, and over plain http by these lines; gives both ports."""
        port, secure = free_port(), free_port()
        lines = f"ssl_certificate {self.certificate}; ssl_certificate_key {self.key};\n{inside}"
        root = self.packs.folder
        servers = SERVER.format(port=secure, more=" ssl", root=root, inside=lines)
        servers += SERVER.format(
            port=port, more="", root=root, inside=plain.replace("{secure}", str(secure))
        )
        with nginx_of(self.own, servers, secure):
            yield secure, port

    def report(
        self, inside: str = SNIPPET, plain: str = TO_HTTPS, host: str = "127.0.0.1"
    ) -> Report:
        with self.ports(inside, plain) as (secure, port):
            site = address_of(f"https://{host}:{secure}")
            return verify(site, self.packs.published, 5, plain_port=port)


@pytest.fixture
def secure(tmp_path: Path) -> Secure:
    return Secure(make_packs(tmp_path / "share"), tmp_path, *make_certificate(tmp_path))


@pytest.fixture
def trusted(secure: Secure, monkeypatch: pytest.MonkeyPatch) -> Secure:
    """Return packs whose certificate this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(secure.certificate))
    return secure


def _messages(report: Report) -> list[str]:
    return [each.message for each in report.findings]


def test_packs_over_https_have_nothing_wrong(trusted: Secure) -> None:
    report = trusted.report()
    assert report.findings == ()
    assert report.asked["pack file"] == 4


def test_the_wish_for_https_is_not_sent_over_plain_http(trusted: Secure) -> None:
    assert _messages(trusted.report(plain=f"{SNIPPET} {TO_HTTPS}")) == []


def test_a_browser_that_may_come_by_plain_http_again_is_a_warning(trusted: Secure) -> None:
    (found,) = trusted.report(SNIPPET.replace("max-age=31536000", "max-age=0")).findings
    assert str(found).startswith("warning: ")
    assert "'Strict-Transport-Security: max-age=0'" in found.message


def test_packs_that_plain_http_gives_too_are_found_without_telling_a_link(trusted: Secure) -> None:
    heard = trusted.own / "heard.txt"
    (found,) = trusted.report(plain=f"{SNIPPET} access_log {heard};").findings
    assert "is answered over plain http with 404, not sent on to https" in found.message
    asked = heard.read_text(encoding="utf-8")
    assert asked.count("GET") == 1
    assert not any(token in asked for token in trusted.packs.known())


@pytest.mark.parametrize("plain", ["return 301 http://$host$request_uri;", "return 302 https://x;"])
def test_plain_http_that_leads_elsewhere_is_found(trusted: Secure, plain: str) -> None:
    (found,) = _messages(trusted.report(plain=plain))
    assert "not sent on to https" in found


def test_plain_http_that_is_refused_is_well(trusted: Secure) -> None:
    assert _messages(trusted.report(plain="return 403;")) == []
    with trusted.ports(SNIPPET, "return 403;") as (secure, _):
        site = address_of(f"https://127.0.0.1:{secure}")
        report = verify(site, trusted.packs.published, 5, plain_port=free_port())
    assert report.findings == ()


# What browsers refuse


def test_a_certificate_that_nobody_vouches_for_is_told(secure: Secure) -> None:
    report = secure.report()
    assert report.asked == {}
    assert _messages(report) == [
        "cannot be trusted: it signed its certificate itself, so browsers warn every reader"
    ]


@pytest.mark.parametrize(
    ("asked", "names", "ends", "why"),
    [
        ("127.0.0.1", "127.0.0.1", -DAY, "its certificate has run out"),
        ("127.0.0.1", "127.0.0.2", DAY, "its certificate is for another name"),
        ("localhost", "packs.example", DAY, "its certificate is for another name"),
    ],
)
def test_a_certificate_that_does_not_hold_is_told(
    trusted: Secure, asked: str, names: str, ends: dt.timedelta, why: str
) -> None:
    make_certificate(trusted.own, names, ends)
    assert _messages(trusted.report(host=asked)) == [f"cannot be trusted: {why}"]


def test_a_server_without_https_is_told(trusted: Secure) -> None:
    with trusted.ports(SNIPPET, SNIPPET) as (_, port):
        report = verify(address_of(f"https://127.0.0.1:{port}"), trusted.packs.published, 5)
    (said,) = _messages(report)
    assert said.startswith("does not speak https as it should (")
