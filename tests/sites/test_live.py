"""A real nginx with packs: all is well, then one thing after the other is broken and found."""

import gzip
import shutil
import socket
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from macros.outputs.hosting.headers import HEADERS, Header
from macros.outputs.hosting.hosts import NEUTRAL
from macros.outputs.hosting.hosts import nginx as said_to_nginx
from macros.outputs.hosting.live import Report, verify
from macros.outputs.hosting.published import Known, Published
from macros.outputs.hosting.site import address_of
from macros.outputs.ledger.shares import new_token
from macros.records.problems import Severity
from support.hosts import nginx
from support.packs import OLD, Packs, make_packs
from support.server import free_port

SNIPPET = said_to_nginx()


class Deployed(NamedTuple):
    """The packs at home, the copy of them on the server, and a folder of the server's own."""

    packs: Packs
    live: Path
    own: Path

    def report(self, inside: str = SNIPPET, published: Published | None = None) -> Report:
        with nginx(self.own, self.live, inside) as origin:
            return verify(address_of(origin), published or self.packs.published, 5)

    def said(self, inside: str = SNIPPET) -> list[str]:
        """Return what is found, each without the origin."""
        with nginx(self.own, self.live, inside) as origin:
            report = verify(address_of(origin), self.packs.published, 5)
        return [str(each).replace(origin, "") for each in report.findings]

    def put(self, name: str, content: bytes) -> None:
        (self.live / name).parent.mkdir(parents=True, exist_ok=True)
        (self.live / name).write_bytes(content)


@pytest.fixture
def deployed(tmp_path: Path) -> Deployed:
    packs = make_packs(tmp_path / "share")
    shutil.copytree(packs.folder, tmp_path / "live")
    return Deployed(packs, tmp_path / "live", tmp_path)


def _one(said: list[str]) -> str:
    assert len(said) == 1, said
    return said[0]


def test_packs_as_they_should_be_have_nothing_wrong(deployed: Deployed) -> None:
    assert deployed.said() == []


# What lies on the server


PRIVATE = {
    ".shares.json": b'{"shares": []}',
    "partners/_house.yml": b"name: Harbour Street IT\n",
    "partners/watchfell-security.yml": b"name: Watchfell Security\n",
    "partners/_agreed/tallow-lane-cabling.yml": b"terms: []\n",
    "partners/tallow-lane-cabling/index.html": b"<h1>Tallow Lane Cabling</h1>",
    "mkdocs.yml": b"site_name: Alliance playbooks\n",
    "search/search_index.json": b'{"docs": []}',
    "calendar.ics": b"BEGIN:VCALENDAR",
    "sitemap.xml": b"<urlset/>",
    "sitemap.xml.gz": gzip.compress(b"<urlset/>"),
}


@pytest.mark.parametrize("name", PRIVATE)
def test_what_is_no_pack_is_found_beside_packs(deployed: Deployed, name: str) -> None:
    # Told for a server whose owner left out the line about hidden files.
    inside = SNIPPET.replace("location ~ ", "location ~ ^/none")
    deployed.put(name, PRIVATE[name])
    found = _one(deployed.said(inside))
    assert found.startswith(f"error: /{name.removesuffix('index.html')}: is served: ")
    assert found.endswith("publish nothing but the folder that 'playbook share' writes")


def test_a_repository_that_was_copied_along_is_found(deployed: Deployed) -> None:
    inside = SNIPPET.replace("location ~ ", "location ~ ^/none")
    deployed.put(".git/HEAD", b"ref: refs/heads/main\n")
    deployed.put(".git/config", b"[core]\n")
    assert _one(deployed.said(inside)).startswith("error: /.git/HEAD and 1 more: is served: ")


def test_the_project_is_found_above_the_folder_of_packs(deployed: Deployed) -> None:
    shutil.copytree(deployed.live, deployed.live / "public/packs")
    deployed.put("partners/_house.yml", b"name: Harbour Street IT\n")
    with nginx(deployed.own, deployed.live, SNIPPET) as origin:
        report = verify(address_of(f"{origin}/public/packs"), deployed.packs.published, 5)
    assert [each.addresses for each in report.findings] == [(f"{origin}/partners/_house.yml",)]


def test_an_old_pack_under_an_ended_link_is_found(deployed: Deployed) -> None:
    deployed.put(f"s/{deployed.packs.ended}/index.html", OLD)
    found = _one(deployed.said())
    assert found.startswith(f"error: /s/{deployed.packs.ended[:4]}…/: has ended and is still answe")
    assert "playbook share expire" in found


def test_an_old_pdf_that_was_left_behind_is_found(deployed: Deployed) -> None:
    deployed.put(f"s/{deployed.packs.ended}/playbook.pdf", b"%PDF-1.7 old")
    assert f"/s/{deployed.packs.ended[:4]}…/playbook.pdf: has ended" in _one(deployed.said())


def test_an_ended_link_may_be_gone_altogether(deployed: Deployed) -> None:
    shutil.rmtree(deployed.live / "s" / deployed.packs.ended)
    assert deployed.said() == []
    gone = f"location ^~ /s/{deployed.packs.ended} {{ return 410; }}"
    assert deployed.said(SNIPPET + gone) == []


def test_a_pack_that_is_not_the_newest_is_found(deployed: Deployed) -> None:
    token = deployed.packs.active[0]
    deployed.put(f"s/{token}/index.html", OLD)
    assert _one(deployed.said()).startswith(
        f"error: /s/{token[:4]}…/: does not give what the folder here holds; publish the folder"
    )


def test_packs_that_were_not_published_are_found(deployed: Deployed) -> None:
    shutil.rmtree(deployed.live / "s")
    assert _one(deployed.said()).split(": ")[2].startswith("should give a pack and answers 404")
    # Both files of both packs.
    assert len(deployed.report().findings[0].addresses) == 4


def test_a_pack_that_the_ledger_does_not_know_is_found(deployed: Deployed) -> None:
    token = new_token()
    (deployed.packs.folder / "s" / token).mkdir()
    assert "is in no ledger, so nobody can end it" in _one(deployed.said())
    assert token not in _one(deployed.said())


def test_a_link_whose_pack_is_not_here_is_found(deployed: Deployed) -> None:
    published = deployed.packs.published._replace(packs=[Known(new_token(), ended=False)])
    told = [each.message for each in deployed.report(published=published).findings]
    assert any("there is nothing to compare with" in each for each in told)


@pytest.mark.parametrize("name", ["robots.txt", NEUTRAL])
def test_a_link_that_is_told_to_everybody_is_found(deployed: Deployed, name: str) -> None:
    token = deployed.packs.active[1]
    deployed.put(name, f"Allow: /s/{token}/".encode())
    told = deployed.said()
    assert told
    assert all("shows the links of packs" in each or "has ended" in each for each in told)
    assert token not in "".join(told)


def test_a_page_for_everybody_that_names_a_partner_is_found(deployed: Deployed) -> None:
    deployed.put(NEUTRAL, b"<p>Ask Tallow&#32;Lane Cabling.</p>")
    assert "names the partner Tallow Lane Cabling" in _one(deployed.said())


def test_a_robots_file_that_hides_the_wish_not_to_be_listed_is_a_warning(
    deployed: Deployed,
) -> None:
    deployed.put("robots.txt", b"User-agent: *\nDisallow: /s/\n")
    assert _one(deployed.said()).startswith("warning: /robots.txt: keeps search engines from")


# How the server is set up


def test_a_list_of_packs_is_found(deployed: Deployed) -> None:
    (deployed.live / "s/index.html").unlink()
    found = _one(deployed.said(SNIPPET.replace("autoindex off", "autoindex on")))
    assert found.startswith("error: /s/: shows the links of packs; set the host up as")


@pytest.mark.parametrize(
    "header", [each for each in HEADERS if not each.only_secure], ids=lambda each: each.name
)
def test_a_header_that_is_missing_is_found_at_every_file(
    deployed: Deployed, header: Header
) -> None:
    inside = SNIPPET.replace(f"add_header {header.name} ", f"add_header X-Else-{header.name} ")
    (found,) = deployed.report(inside).findings
    assert found.message == f"comes without the header {header.name}: {header.loss}"
    assert found.severity is header.severity
    assert len(found.addresses) == 4


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("no-store, no-transform", "public, max-age=3600"),
        ("noindex, nofollow, noarchive", "all"),
        ('"no-referrer"', '"no-referrer-when-downgrade"'),
        ("frame-ancestors 'none'", "frame-ancestors *"),
        ("DENY", "SAMEORIGIN"),
    ],
)
def test_a_header_that_says_something_else_is_found(
    deployed: Deployed, right: str, wrong: str
) -> None:
    assert f": {wrong.strip(chr(34))}': " in _one(deployed.said(SNIPPET.replace(right, wrong)))


def test_a_cookie_is_found_wherever_it_is_set(deployed: Deployed) -> None:
    found = _one(deployed.said(SNIPPET + 'add_header Set-Cookie "visit=abc; Path=/" always;'))
    assert "sets the cookie 'visit'; switch it off" in found
    assert "abc" not in found


def test_a_page_for_every_address_is_found(deployed: Deployed) -> None:
    deployed.put("app.html", b"<p>Welcome</p>")
    shutil.rmtree(deployed.live / "s" / deployed.packs.ended)
    said = deployed.said(SNIPPET + "location / { try_files $uri $uri/ /app.html; }")
    assert sorted(each.split(": ")[2].split(";")[0] for each in said) == [
        "has ended and is still answered with a page",
        "was never given out and is answered with a page",
    ]


def test_packs_that_lead_to_another_host_are_found_and_not_followed(deployed: Deployed) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        other.settimeout(0)
        elsewhere = f"http://127.0.0.1:{other.getsockname()[1]}"
        said = deployed.said(SNIPPET + f"location /s/ {{ return 302 {elsewhere}$uri; }}")
        with pytest.raises(BlockingIOError):
            other.accept()
    assert any(f"sends readers on to {elsewhere}/s/" in each for each in said)
    assert not any(token in each for each in said for token in deployed.packs.known())


def test_a_redirect_on_the_same_host_is_followed(deployed: Deployed) -> None:
    first = deployed.packs.active[0]
    inside = SNIPPET + f"location = /s/{first}/ {{ return 302 /s/{first}/index.html; }}"
    assert deployed.said(inside) == []


def test_redirects_in_a_circle_come_to_an_end(deployed: Deployed) -> None:
    inside = SNIPPET + "location = /s/ { return 302 /s/; }"
    assert "/s/: redirects in a circle; " in _one(deployed.said(inside))


def test_a_wrong_kind_of_file_is_found(deployed: Deployed) -> None:
    inside = SNIPPET.replace("charset utf-8;", "types { } default_type text/plain;")
    assert [each.split(": ", 2)[2].split(";")[0] for each in deployed.said(inside)] == [
        "is sent as 'text/plain'",
        "is sent as 'text/plain'",
    ]


def test_a_server_that_fails_is_not_taken_for_one_that_hides(deployed: Deployed) -> None:
    said = deployed.said(SNIPPET + "location /s/ { return 503; }")
    assert any("should give a pack and answers 503 (Service Unavailable)" in each for each in said)
    assert any("answers 503 (Service Unavailable), so nobody can tell" in each for each in said)


# A server that does not answer


def _answer(patience: float, talk: Callable[[socket.socket], None]) -> tuple[str, ...]:
    """Return what is found at a server that does this with every connection."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.settimeout(5)
        port = server.getsockname()[1]

        def serve() -> None:
            with closing(server.accept()[0]) as line:
                talk(line)

        thread = threading.Thread(target=serve)
        thread.start()
        published = Published([Known(new_token(), ended=True)], Path("none"), b"")
        report = verify(address_of(f"http://127.0.0.1:{port}"), published, patience)
        thread.join()
    assert report.asked == {}
    (found,) = report.findings
    assert found.severity is Severity.ERROR
    assert found.addresses == (f"http://127.0.0.1:{port}",)
    return found.message, found.cure


def _silent(line: socket.socket) -> None:
    while line.recv(4096):
        pass


def _always(said: bytes, start: bytes = b"") -> Callable[[socket.socket], None]:
    """Return a server that says the same again and again, and never comes to an end."""

    def talk(line: socket.socket) -> None:
        line.recv(4096)
        try:
            line.sendall(start)
            while True:
                line.sendall(said)
                threading.Event().wait(0.02)
        except ConnectionError:
            pass

    return talk


_CHUNKED = b"HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
ENDLESS = {
    "silence": _silent,
    "drops": _always(b".", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"),
    "a header": _always(b"X", b"HTTP/1.1 200 OK\r\n"),
    "go on": _always(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "a length": _always(b"0", _CHUNKED),
}


@pytest.mark.parametrize("talk", ENDLESS.values(), ids=ENDLESS)
def test_an_answer_that_does_not_come_is_waited_for_so_long(
    talk: Callable[[socket.socket], None],
) -> None:
    said, cure = _answer(0.3, talk)
    assert said == "does not answer within 0.3 seconds"
    assert cure == "put that right first: nothing else was asked for"


def test_a_redirect_to_what_is_no_address_is_told() -> None:
    said = b"HTTP/1.1 302 Found\r\nLocation: http://[nowhere\r\nContent-Length: 0\r\n\r\n"
    assert _answer(5, lambda line: line.sendall(said))[0] == "redirects to what is no address"


def test_what_a_server_says_cannot_write_to_the_screen(deployed: Deployed) -> None:
    inside = SNIPPET + "location = /s/ { return 302 'https://example.com/\x1b]0;mine\x07'; }"
    said = _one(deployed.said(inside))
    assert "sends readers on to https://example.com/\ufffd]0;mine\ufffd;" in said
    assert said.isprintable()


def test_a_server_of_another_kind_is_told() -> None:
    assert _answer(5, lambda line: line.sendall(b"220 mail.example\r\n" * 9))[0] in {
        "does not answer as a web server does",
        "ends the connection without an answer",
    }


def test_a_connection_that_is_refused_is_told() -> None:
    published = Published([Known(new_token(), ended=True)], Path("none"), b"")
    report = verify(address_of(f"http://127.0.0.1:{free_port()}"), published, 5)
    assert report.findings[0].message == "refuses the connection: no web server listens there"


def test_a_server_that_falls_silent_is_not_asked_on_and_on(deployed: Deployed) -> None:
    inside = SNIPPET + "location /s/ { return 444; } location /partners/ { return 444; }"
    report = deployed.report(inside)
    assert "address left out" in report.asked
    assert any(each.message == "was not asked for" for each in report.findings)


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "create_connection", unknown)


@pytest.mark.usefixtures("nowhere")
def test_a_name_that_nobody_knows_is_told() -> None:
    published = Published([Known(new_token(), ended=True)], Path("none"), b"")
    report = verify(address_of("http://packs.example"), published, 5)
    assert report.findings[0].message == "has no address: no such name is known"
