"""Packs on real web servers that were set up with what we print: nothing is found wrong."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from macros.outputs.hosting import hosts
from macros.outputs.hosting.headers import HEADERS
from macros.outputs.hosting.live import Report, verify
from macros.outputs.hosting.site import address_of
from support.hosts import APACHE_MODULES, apache, caddy, nginx
from support.packs import Packs, make_packs

Start = Callable[[Path, Path], AbstractContextManager[str]]


@contextmanager
def _nginx(own: Path, root: Path) -> Iterator[str]:
    with nginx(own, root, hosts.nginx()) as origin:
        yield origin


@contextmanager
def _caddy(own: Path, root: Path) -> Iterator[str]:
    with caddy(own, root, hosts.caddy()) as origin:
        yield origin


SERVERS = [_nginx, _caddy, apache]


@pytest.fixture
def packs(tmp_path: Path) -> Packs:
    return make_packs(tmp_path / "packs")


def _report(origin: str, packs: Packs) -> Report:
    return verify(address_of(origin), packs.published, 5)


@pytest.mark.parametrize("start", SERVERS)
def test_a_host_set_up_as_we_say_has_nothing_wrong(
    start: Start, packs: Packs, tmp_path: Path
) -> None:
    with start(tmp_path, packs.folder) as origin:
        report = _report(origin, packs)
    assert list(map(str, report.findings)) == []
    assert report.asked == {"pack file": 4, "old file": 2, "folder": 2, "made-up link": 1} | {
        "private file": report.asked["private file"]
    }


@pytest.mark.parametrize("start", SERVERS)
def test_no_host_gives_hidden_files_or_lists_a_folder(
    start: Start, packs: Packs, tmp_path: Path
) -> None:
    (packs.folder / "s/index.html").unlink()
    (packs.folder / "index.html").unlink()
    for name in (".git/HEAD", ".shares.json"):
        (packs.folder / name).parent.mkdir(exist_ok=True)
        (packs.folder / name).write_text("secret", encoding="utf-8")
    with start(tmp_path, packs.folder) as origin:
        assert _report(origin, packs).findings == ()


@pytest.mark.parametrize("missing", ["headers", "alias"])
def test_apache_serves_nothing_where_it_cannot_do_what_we_say(
    packs: Packs, tmp_path: Path, missing: str
) -> None:
    modules = tuple(each for each in APACHE_MODULES if each != missing)
    with apache(tmp_path, packs.folder, modules) as origin:
        said = list(map(str, _report(origin, packs).findings))
    assert any("should give a pack and answers 500" in each for each in said)


def _headers_file(text: str) -> dict[str, list[tuple[str, str]]]:
    """Read a file `_headers` as its two hosts describe it: paths, and indented lines below."""
    rules: dict[str, list[tuple[str, str]]] = {}
    path = ""
    for line in text.splitlines():
        if line.startswith(" "):
            name, colon, value = line.strip().partition(": ")
            assert colon, line
            rules[path].append((name, value))
        else:
            path = line
            rules[path] = []
    return rules


def test_netlify_and_cloudflare_send_every_header_with_every_file(packs: Packs) -> None:
    text = (packs.folder / "_headers").read_text(encoding="utf-8")
    assert text == hosts.WRITERS["netlify"]() == hosts.WRITERS["cloudflare"]()
    assert _headers_file(text) == {"/*": [(each.name, each.value) for each in HEADERS]}
    assert max(map(len, text.splitlines())) <= 2_000


def test_what_we_send_is_what_we_look_for() -> None:
    for header in HEADERS:
        assert header.is_met_by([header.value])
        assert not header.is_met_by([])
