"""`playbook share verify-live` and `share headers`: the ledger's links, asked for and told."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from macros.cli.share.headers import headers
from macros.cli.share.verify_live import verify_live
from macros.outputs.hosting.hosts import WRITERS, root_files
from macros.outputs.ledger.file import write_ledger
from macros.outputs.ledger.ledger import Ledger
from macros.outputs.ledger.shares import Why, new_token
from macros.outputs.packs.shelf import USUAL, Change, put
from macros.records.fields import Audience
from support.hosts import nginx
from support.packs import NEUTRAL
from support.shares import ISSUED, share

TODAY = "1798761600"  # 1 Jan 2027
Say = Callable[..., Result]


def _invoke(command: click.Command, project: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(command, list(arguments), obj=project)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def say(project: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)
    return lambda *arguments: _invoke(verify_live, project, *arguments)


@pytest.fixture
def shared(project: Path) -> Ledger:
    """Return a ledger with a link that works and a revoked one, both on the shelf."""
    works = share()._replace(token=new_token())
    gone = share()._replace(token=new_token(), ended=ISSUED, why=Why.REVOKED)
    ledger = Ledger((gone, works), "https://packs.example/", USUAL)
    write_ledger(project, ledger)
    page = {works.token: {"index.html": b"<!doctype html><p>Terms</p>"}}
    list(put(project / USUAL, Change(page, [gone.token], NEUTRAL, root_files())))
    return ledger


@pytest.fixture
def origin(
    project: Path, shared: Ledger, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    assert shared.shares
    with nginx(tmp_path_factory.mktemp("nginx"), project / USUAL, WRITERS["nginx"]()) as served:
        yield served


def test_packs_as_they_should_be_end_well_and_say_what_was_asked(say: Say, origin: str) -> None:
    result = say(origin)
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        f"asked {origin}/ for 1 pack file, 2 old files, 2 folders, 1 made-up link,"
        " 14 private files: 0 errors, 0 warnings\n"
    )


def test_what_is_wrong_ends_the_command_with_1_and_gives_no_link_away(
    say: Say, origin: str, shared: Ledger, project: Path
) -> None:
    revoked, works = (each.token for each in shared.shares)
    (project / USUAL / "s" / revoked / "index.html").write_bytes(b"old terms")
    result = say(origin)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"error: {origin}/s/{revoked[:4]}…/: has ended and is still")
    assert result.stderr.endswith(": 1 error, 0 warnings\n")
    assert revoked not in result.output
    assert works not in result.output


def test_a_warning_ends_well(say: Say, origin: str, project: Path) -> None:
    (project / USUAL / "robots.txt").write_bytes(b"User-agent: *\nDisallow: /\n")
    result = say(origin)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"warning: {origin}/robots.txt: ")


def test_a_link_whose_last_day_is_over_counts_as_ended(
    say: Say, origin: str, shared: Ledger, project: Path
) -> None:
    past = shared.shares[1]._replace(expires=dt.date(2026, 12, 31))
    write_ledger(project, Ledger((shared.shares[0], past)))
    result = say(origin)
    assert result.exit_code == 1
    assert "has ended and is still answered with a page; run 'playbook share expire'" in (
        result.stdout
    )
    last_day = past._replace(expires=dt.date(2027, 1, 1))
    write_ledger(project, Ledger((shared.shares[0], last_day)))
    assert say(origin).exit_code == 0


def test_programs_get_all_of_it(say: Say, origin: str, project: Path) -> None:
    (project / USUAL / "sitemap.xml").write_bytes(b"<urlset/>")
    result = say(origin, "--format", "json")
    assert result.exit_code == 1
    told = json.loads(result.output)
    assert told["url"] == f"{origin}/"
    assert told["asked"]["pack file"] == 1
    assert told["findings"] == [
        {
            "severity": "error",
            "addresses": [f"{origin}/sitemap.xml"],
            "message": "is served: the site's list of pages, by partner",
            "cure": "publish nothing but the folder that 'playbook share' writes",
        }
    ]


def test_the_address_and_the_folder_are_those_of_the_last_share(
    say: Say, origin: str, shared: Ledger, project: Path
) -> None:
    (project / USUAL).rename(project / "elsewhere")
    write_ledger(project, Ledger(shared.shares, f"{origin}/", "elsewhere"))
    # The server still looks where the folder was.
    assert "should give a pack and answers 404" in say().stdout
    (project / "elsewhere").rename(project / USUAL)
    assert say("--out", str(project / USUAL)).exit_code == 0
    assert "is no folder of packs; name the one" in say().output


def test_a_ledger_without_links_proves_nothing(say: Say) -> None:
    result = say("https://packs.example/")
    assert result.exit_code == 1
    assert "no link was given out yet" in result.output


def test_a_damaged_ledger_is_told(say: Say, project: Path) -> None:
    (project / ".shares.json").write_text("{", encoding="utf-8")
    result = say("https://packs.example/")
    assert result.exit_code == 1
    assert ".shares.json:1:" in result.output


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://packs.example/", "write an address that begins with https://"),
        ("https:///s/", "names no host"),
        ("https://me:secret@packs.example/", "leave them out"),
        ("https://packs.example/?x=1", "goes on after '?' or '#'"),
        ("https://packs.example:web/", "is no address"),
        ("https://[packs/", "is no address"),
    ],
)
def test_an_address_that_cannot_be_asked_is_wrong_usage(say: Say, url: str, why: str) -> None:
    result = say(url)
    assert result.exit_code == 2
    assert why in result.output
    assert "secret" not in result.output


@pytest.mark.parametrize("option", [["--timeout", "0"], ["--timeout", "soon"], ["--out", "none"]])
def test_an_option_that_says_nothing_is_wrong_usage(say: Say, option: list[str]) -> None:
    assert say("https://packs.example/", *option).exit_code == 2


def test_without_any_address_it_asks_for_one(say: Say, project: Path) -> None:
    write_ledger(project, Ledger((share("northern", Audience.ONSITE),)))
    result = say()
    assert result.exit_code == 2
    assert "name the address that the packs are published under" in result.output


@pytest.mark.parametrize("host", WRITERS)
def test_what_a_host_has_to_be_told_is_printed(project: Path, host: str) -> None:
    result = _invoke(headers, project, host)
    assert result.exit_code == 0
    assert result.output == WRITERS[host]()
    assert "noindex, nofollow, noarchive" in result.output


def test_an_unknown_host_is_wrong_usage(project: Path) -> None:
    result = _invoke(headers, project, "iis")
    assert result.exit_code == 2
    assert "nginx" in result.output
