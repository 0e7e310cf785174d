"""`playbook share` hands out packs, remembers who has what, and takes links back."""

import base64
import datetime as dt
import itertools
import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from markupsafe import Markup
from pypdf import PdfReader, PdfWriter

from macros.book import Folder
from macros.cli import main
from macros.outputs.ledger.file import NAME, locked, read_ledger
from macros.outputs.ledger.ledger import Ledger
from macros.outputs.packs.handout import order_of
from macros.outputs.packs.pack import Order, Pack, Plain, made
from macros.outputs.packs.pack import pack as make_pack
from macros.outputs.packs.shelf import digest, on_shelf
from macros.outputs.paper.pdf import pdf
from macros.outputs.sealing import envelope, passphrase, seal
from macros.outputs.sealing.envelope import SealError, envelope_in
from macros.outputs.sealing.seal import unsealed
from macros.records.fields import Audience
from macros.records.playbook import Playbook
from macros.render.handbook.guidance import Guidance
from macros.render.pack import neutral_page
from macros.render.sealed import inner_page
from macros.views.partner import PlaybookView
from macros.views.partner import project as project_of
from support.project import HOUSE

Run = Callable[..., Result]

TODAY = dt.date(2026, 11, 23)
BASE = "https://packs.example.com/"
WORK = "subcontract: {pricing: {rates: [{name: Labour, basis: hourly, rate: GBP 45.00}]}}\n"
SIGNED = "nda: {signed_on: 2026-01-05}\n"
RECORD = f"name: NAME\nstatus: active\nkind: [cabling]\n{SIGNED}{WORK}"
AGREED = f"agreed: {{on: 2026-03-02, version: 1, by: Both, fingerprint: v1-{'0' * 64}}}\n"
NAMES = {"northern": "Northern Cabling", "alder": "Alder Networks"}
SIX_WORDS = re.compile(r" [a-z]+(-[a-z]+){5}$")
WORDS = re.compile(r"passphrase: ([a-z-]+)\n")


def _set_day(monkeypatch: pytest.MonkeyPatch, day: dt.date) -> None:
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))


@pytest.fixture
def share(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `playbook share` on 23 Nov 2026, in a project with two partners."""
    _set_day(monkeypatch, TODAY)
    # A seal is slow on purpose; how it is made has tests of its own.
    monkeypatch.setattr(seal, "ROUNDS", 1000)
    monkeypatch.setattr(envelope, "FEWEST_ROUNDS", 1000)
    _write(project, "_house", HOUSE)
    for slug in NAMES:
        _write(project, slug, _record(slug))
    return lambda *arguments: run("share", *arguments)


def _write(project: Path, slug: str, text: str) -> None:
    (project / f"partners/{slug}.yml").write_text(text, encoding="utf-8")


def _record(slug: str, rate: str = "45.00") -> str:
    return RECORD.replace("NAME", NAMES[slug]).replace("45.00", rate)


def _ledger(project: Path) -> Ledger:
    return read_ledger(project).ledger


def _token(project: Path, slug: str = "northern", audience: str = "commercial") -> str:
    found = _ledger(project).active(slug, Audience(audience))
    assert found
    return found.token


def _files(project: Path) -> dict[str, bytes]:
    shelf = project / "share"
    found = (path for path in sorted(shelf.rglob("*")) if path.is_file())
    return {path.relative_to(shelf).as_posix(): path.read_bytes() for path in found}


def _page(project: Path, token: str) -> bytes:
    return on_shelf(project / "share", token)["index.html"]


# One link


@pytest.mark.usefixtures("share")
def test_the_name_of_the_projects_folder_may_be_a_word_of_the_page(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    Path("Cabling").symlink_to(project, target_is_directory=True)
    words = ["-C", "Cabling", "share", "northern", "--base-url", BASE]
    assert CliRunner().invoke(main, words).exit_code == 0


def test_a_link_is_ready_to_send(share: Run, project: Path) -> None:
    result = share("northern", "--base-url", "https://Packs.Example.com", "--to", "Their office")
    assert result.exit_code == 0
    token = _token(project)
    link = f"{BASE}s/{token}/"
    lines = result.output.splitlines()
    assert lines[:5] == [
        "Northern Cabling, for their office: new link",
        f"  {link}",
        "  works until 2027-02-21, given to Their office",
        "",
        "Subject: How Harbour Street IT and you work together",
    ]
    assert result.output.count(link) == 2
    # The message names nobody but us.
    sent = result.output.partition("Subject: ")[2]
    assert "Northern" not in sent
    assert "works until 21 February 2027" in sent
    assert b"Northern Cabling" in _page(project, token)
    assert b"Alder" not in _page(project, token)
    assert all("northern" not in name for name in _files(project))


def test_without_an_address_it_says_where_the_page_lies(share: Run, project: Path) -> None:
    printed = share("northern").output
    path = project / "share/s" / _token(project) / "index.html"
    assert f"  {path}\n" in printed
    assert path.is_file()
    assert "--base-url https://packs.example.com/" in printed
    assert "Subject" not in printed
    share("northern", "--base-url", BASE)
    # It is known from then on.
    assert f"  {BASE}s/" in share("alder").output


def test_the_engineer_gets_a_page_without_prices(share: Run, project: Path) -> None:
    printed = share("northern", "--for", "onsite", "--base-url", BASE).output
    assert "Northern Cabling, for their engineer: new link" in printed
    assert "No prices are in it." in printed
    assert b"45.00" not in _page(project, _token(project, audience="onsite"))
    assert _ledger(project).active("northern", Audience.COMMERCIAL) is None


def test_a_message_speaks_the_partners_language(share: Run, project: Path) -> None:
    _write(project, "alder", _record("alder") + "country: DE\nlanguage: de\n")
    printed = share("alder", "--base-url", BASE).output
    assert "Guten Tag," in printed
    assert "Der Link gilt bis zum 21. Februar 2027." in printed


def test_a_code_is_drawn_on_request_and_never_of_an_address_at_home(share: Run) -> None:
    assert "█" not in share("northern", "--base-url", BASE).output
    assert "█" in share("northern", "--qr").output
    printed = share("northern", "--qr", "--base-url", "http://localhost:8000").output
    assert "█" not in printed
    assert "this address leads nowhere from outside" in printed


def test_codes_to_print_lie_outside_of_the_public_folder(share: Run, project: Path) -> None:
    codes = project / "codes"
    asked = ("--all", "--base-url", BASE, "--qr-dir", str(codes))
    assert "wrote" in share(*asked).output
    assert sorted(path.name for path in codes.iterdir()) == [
        "alder-commercial.svg",
        "northern-commercial.svg",
    ]
    svg = (codes / "alder-commercial.svg").read_text(encoding="utf-8")
    # The side without the white around it is 33 of 41 parts.
    side = re.search(r'width="([\d.]+)mm"', svg)
    assert side
    assert float(side[1]) * 33 / 41 >= 25
    result = share("northern", "--qr-dir", str(project / "share/codes"))
    assert result.exit_code == 2
    assert "the names tell partners" in " ".join(result.output.split())
    assert not (project / "share/codes").exists()


@pytest.mark.parametrize("place", ["share/codes", "mkdocs.yml", "mkdocs.yml/codes"])
def test_where_codes_cannot_be_written_nothing_is_shared(
    share: Run, project: Path, place: str
) -> None:
    (project / "mkdocs.yml").write_text("site_name: A file\n", encoding="utf-8")
    result = share("northern", "--base-url", BASE, "--qr-dir", str(project / place))
    assert result.exit_code in {1, 2}
    assert place in result.output
    assert not _ledger(project).shares


# Again


def test_a_pack_that_would_say_the_same_is_left_alone(
    share: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share("northern", "--base-url", BASE)
    before, ledger = _files(project), _ledger(project)
    _set_day(monkeypatch, TODAY + dt.timedelta(days=20))
    printed = share("northern").output
    assert "Northern Cabling, for their office: unchanged" in printed
    assert "Copy" not in printed
    assert _files(project) == before
    assert _ledger(project) == ledger


@pytest.mark.parametrize(
    ("old", "new", "day"),
    [
        ("45.00", "46.00", TODAY),
        # The chip at the top says another thing when the paper is about to run out.
        ("", "", dt.date(2026, 12, 20)),
    ],
)
def test_a_pack_that_would_say_something_else_is_made_again(
    old: str, new: str, day: dt.date, share: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = _record("northern").replace("05}", "05, expires: 2027-02-15}")
    _write(project, "northern", text)
    share("northern", "--base-url", BASE)
    token, page = _token(project), _page(project, _token(project))
    _write(project, "northern", text.replace(old, new))
    _set_day(monkeypatch, day)
    printed = share("northern").output
    assert "Northern Cabling, for their office: made again" in printed
    assert "works until 2027-02-21" in printed
    assert _token(project) == token
    assert _page(project, token) != page


def test_a_page_that_somebody_changed_or_lost_is_made_again(share: Run, project: Path) -> None:
    share("northern")
    page = project / "share/s" / _token(project) / "index.html"
    good = page.read_bytes()
    page.write_bytes(good + b"<script>")
    assert "made again" in share("northern").output
    assert page.read_bytes() == good
    page.unlink()
    assert "made again" in share("northern").output
    assert page.read_bytes() == good


def test_more_days_are_given_when_they_are_asked_for(share: Run, project: Path) -> None:
    share("northern", "--days", "30")
    token = _token(project)
    assert "unchanged\n" in share("northern").output
    assert "works until 2027-11-23" in share("northern", "--days", "365").output
    assert _token(project) == token
    assert b"23 November 2027" in _page(project, token) or b"23 Nov 2027" in _page(project, token)


# Whom it is refused


@pytest.mark.parametrize(
    ("record", "option", "said"),
    [
        ("status: active\nreferral:\n", "--without-nda", "there is no NDA on file"),
        (f"status: active\nnda: {{covers: [us]}}\n{WORK}", "--without-nda", "NDA is signed"),
        (f"status: active\nnda: {{expires: 2026-11-22}}\n{WORK}", "--lapsed-nda", "has lapsed"),
        (f"status: ended\n{SIGNED}{WORK}", "--ended", "the alliance has ended"),
        (f"status: active\n{SIGNED}{WORK}{AGREED}", "--unagreed", "may have changed since"),
    ],
)
def test_an_obstacle_is_told_with_the_way_around_it(
    record: str, option: str, said: str, share: Run, project: Path
) -> None:
    _write(project, "birch", f"name: Birch\n{record}")
    result = share("birch", "northern")
    assert result.exit_code == 1
    assert "nothing was shared" in result.output
    line = next(line for line in result.output.splitlines() if said in line)
    assert line.startswith("Birch: ")
    assert line.endswith(f"share all the same with '{option}'")
    assert _files(project) == {}
    assert not (project / NAME).exists()
    assert share("birch", option).exit_code == 0


def test_of_all_those_who_may_have_one_get_one(share: Run, project: Path) -> None:
    _write(project, "birch", f"name: Birch\nstatus: ended\n{SIGNED}{WORK}")
    _write(project, "cedar", "name: Cedar\nstatus: prospect\n")
    result = share("--all", "--base-url", BASE)
    assert result.exit_code == 1
    assert result.stdout.count(", for their office: new link\n") == len(NAMES)
    assert result.stdout.count("Subject: ") == len(NAMES)
    assert "Cedar: there are no terms for their office" in result.stderr
    assert "Birch: the alliance has ended" in result.stderr
    assert {each.slug for each in _ledger(project).running()} == set(NAMES)
    assert "still works" not in result.stderr
    _write(project, "alder", _record("alder").replace("active", "ended"))
    assert "'playbook share revoke alder' ends it" in share("--all").stderr
    _write(project, "alder", _record("alder"))
    (project / "partners/birch.yml").unlink()
    # A prospect is nobody's fault.
    assert share("--all").exit_code == 0


def test_many_links_are_told_as_a_table(share: Run, project: Path) -> None:
    both = ("--for", "commercial", "--for", "onsite")
    share("alder", "--seal", "--base-url", BASE)
    result = share("--all", *both)
    rows = [re.split(r"  +", line) for line in result.stdout.splitlines()[:5]]
    assert [row[:2] for row in rows] == [
        ["PARTNER", "FOR"],
        *([slug, reader] for slug in ("alder", "northern") for reader in ("office", "engineer")),
    ]
    assert [row[2] for row in rows[1:]] == ["unchanged", *["new link"] * 3]
    links = [f"{BASE}s/{each.token}/" for each in _ledger(project).running()]
    assert sorted(row[4] for row in rows[1:]) == sorted(links)
    assert "Subject" not in result.stdout
    # Nothing but the lines: bars are for those who watch.
    assert result.stderr == ""
    sealed = share("--all", *both, "--seal")
    has_words = [bool(SIX_WORDS.search(line)) for line in sealed.stdout.splitlines()[:5]]
    assert has_words == [False, False, True, True, True]
    assert "keep this out of logs" in sealed.stderr


def test_one_without_terms_is_told(share: Run, project: Path) -> None:
    _write(project, "birch", f"name: Birch\nstatus: active\n{SIGNED}referral:\n")
    result = share("birch", "--for", "onsite")
    assert result.exit_code == 1
    assert "Birch: there are no terms for their engineer" in result.output
    assert share("--all", "--for", "onsite", "--for", "commercial").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name the partners, or say '--all'"),
        (("northern", "--all"), "name the partners, or say '--all'"),
        (("nothern",), "did you mean 'northern'?"),
        (("northern", "--base-url", "http://packs.example.com"), "everybody on the way"),
        (("northern", "--base-url", "packs.example.com"), "it is no address"),
        (("northern", "--base-url", f"{BASE}?a=b"), "more than a host and a folder"),
        (("northern", "--base-url", f"{BASE}s/{'a' * 22}/"), "it is the link to a pack"),
        (("northern", "--to", "them\u202e"), "invisible character"),
        (("northern", "--days", "0"), "is not in the range"),
        (("northern", "--ask", "--no-seal"), "leave out one of them"),
        (("rotate", "northern"), "no link of 'northern' works; see 'playbook share list'"),
        (("revoke", "northern"), "no link of 'northern' works"),
        (("rotate", "--all"), "no link works; see 'playbook share list --all'"),
        (("revoke", "--all"), "no link works"),
        (("rotate",), "name the partner, or say '--all'"),
        (("revoke", "northern", "--all"), "name the partner, or say '--all'"),
        (("expire", "--on", "2026-12-01"), "name the partner and the day"),
        (("expire", "northern", "--on", "2026-12-01"), "no link of 'northern' works"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(
    words: tuple[str, ...], said: str, share: Run, project: Path
) -> None:
    result = share(*words)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert not (project / NAME).exists()
    assert _files(project) == {}


def test_the_help_tells_of_all_there_is(share: Run) -> None:
    told = share("--help").output
    assert told.startswith("Usage: main share [OPTIONS] [SLUG]...")
    for verb in ("list", "rotate", "revoke", "expire", "headers", "verify-live"):
        assert f"playbook share {verb}: " in told
    assert share("rotate", "--help").output.startswith("Usage: main share rotate [OPTIONS] [SLUG]")


# Links that end


def test_a_rotated_link_leads_nowhere_and_the_new_one_to_the_same(
    share: Run, project: Path
) -> None:
    share("northern", "--for", "onsite", "--for", "commercial", "--base-url", BASE, "--days", "30")
    old, other = _token(project), _token(project, audience="onsite")
    page = _page(project, old)
    printed = share("rotate", "northern", "--for", "commercial").output
    new = _token(project)
    assert f"  {BASE}s/{new}/\n  works until 2026-12-23" in printed
    assert new != old
    assert _page(project, old) == neutral_page()
    assert _page(project, new) == page
    assert _token(project, audience="onsite") == other
    assert [(each.token, each.why) for each in _ledger(project).shares if each.ended] == [
        (old, "rotated")
    ]


def test_all_links_are_rotated_but_those_of_whom_nothing_may_be_handed(
    share: Run, project: Path
) -> None:
    _write(project, "birch", RECORD.replace("NAME", "Birch"))
    share("--all", "--for", "onsite", "--for", "commercial", "--base-url", BASE)
    share("revoke", "alder", "--for", "onsite")
    before = {each.key: each.token for each in _ledger(project).running()}
    _write(project, "northern", _record("northern").replace("active", "ended"))
    (project / "partners/birch.yml").unlink()
    result = share("rotate", "--all")
    assert result.exit_code == 1
    assert "Northern Cabling: the alliance has ended" in result.stderr
    assert "birch: there is nothing to hand over any more" in result.stderr
    for slug in ("northern", "birch"):
        assert f"still works; 'playbook share revoke {slug}' ends it" in result.stderr
    after = {each.key: each.token for each in _ledger(project).running()}
    assert after.keys() == before.keys()
    assert {key for key in after if after[key] != before[key]} == {("alder", "commercial")}
    assert _page(project, before["alder", Audience.COMMERCIAL]) == neutral_page()
    share("rotate", "--all", "--for", "onsite", "--ended")
    assert _token(project, audience="onsite") != after["northern", Audience.ONSITE]
    assert _token(project) == after["northern", Audience.COMMERCIAL]


def test_all_links_are_revoked(share: Run, project: Path) -> None:
    share("--all", "--for", "onsite", "--for", "commercial", "--base-url", BASE)
    tokens = [each.token for each in _ledger(project).running()]
    assert share("revoke", "--all", "--for", "onsite").output.count(": revoked\n") == len(NAMES)
    assert "alder, for their office: revoked" in share("revoke", "--all").output
    assert [_page(project, token) for token in tokens] == [neutral_page()] * len(tokens)
    assert _ledger(project).running() == ()


def test_a_revoked_link_leads_nowhere_though_its_record_is_gone(share: Run, project: Path) -> None:
    share("northern", "--for", "onsite", "--for", "commercial")
    tokens = [each.token for each in _ledger(project).running()]
    (project / "partners/northern.yml").unlink()
    assert share("revoke", "northern").output.count(": revoked\n") == 2
    assert [_page(project, token) for token in tokens] == [neutral_page()] * 2
    assert _ledger(project).running() == ()


def test_a_link_ends_after_its_last_day(
    share: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share("northern", "--days", "1")
    share("alder")
    token = _token(project)
    _set_day(monkeypatch, TODAY + dt.timedelta(days=1))
    assert share("expire").output == "no link is past its last day\n"
    assert _page(project, token) != neutral_page()
    _set_day(monkeypatch, TODAY + dt.timedelta(days=2))
    assert "past its last day" in share("list").output
    assert (
        "northern, for their office: ended, its last day was 2026-11-24" in share("expire").output
    )
    assert _page(project, token) == neutral_page()
    assert _ledger(project).active("northern", Audience.COMMERCIAL) is None
    assert _token(project, "alder")
    # What is handed out then is another link.
    assert "new link" in share("northern").output
    assert _token(project) != token


def test_any_run_ends_what_is_past(
    share: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share("northern", "--days", "1")
    token = _token(project)
    _set_day(monkeypatch, TODAY + dt.timedelta(days=2))
    share("alder")
    assert _page(project, token) == neutral_page()


def test_a_new_last_day_is_told_with_the_command_that_makes_this_page_again(
    share: Run, project: Path
) -> None:
    share("northern", "--for", "onsite")
    token = _token(project, audience="onsite")
    told = share("expire", "northern", "--on", "2026-12-01").output
    assert "when you run 'playbook share northern --for onsite'\n" in told
    assert "for their engineer: made again" in share("northern", "--for", "onsite").output
    # Nobody is handed prices by the way.
    assert [each.token for each in _ledger(project).shares] == [token]
    share("alder")
    told = share("expire", "alder", "--on", "2026-12-01").output
    assert "when you run 'playbook share alder'\n" in told


def test_the_last_day_can_be_set(share: Run, project: Path) -> None:
    share("northern")
    token, page = _token(project), _page(project, _token(project))
    assert (
        "works until 2026-12-01; its page says so when"
        in share("expire", "northern", "--on", "2026-12-01").output
    )
    assert _page(project, token) == page
    assert "works until 2026-12-01" in share("northern").output
    assert _page(project, token) != page
    today = TODAY.isoformat()
    assert f"works until {today}" in share("expire", "northern", "--on", today).output
    assert _page(project, token) != neutral_page()


@pytest.mark.parametrize("reader", ["", " --for onsite"])
def test_a_last_day_that_is_past_ends_nothing(reader: str, share: Run, project: Path) -> None:
    share("northern", "--for", "onsite", "--for", "commercial")
    before, ledger = _files(project), _ledger(project)
    result = share("expire", "northern", "--on", "2026-11-22", *reader.split())
    assert result.exit_code == 2
    said = " ".join(result.output.split())
    assert "2026-11-22 is past; name today or a later day" in said
    assert f"run 'playbook share revoke northern{reader}' to end it now" in said
    assert (_files(project), _ledger(project)) == (before, ledger)


# Sealed


def _opened(page: bytes, words: str) -> bytes:
    found = envelope_in(page)
    assert found
    return unsealed(found, words)


def test_a_sealed_pack_says_nothing_until_it_is_opened(share: Run, project: Path) -> None:
    printed = share("northern", "--seal", "--base-url", BASE).output
    words = WORDS.search(printed)
    assert words
    token = _token(project)
    page = _page(project, token)
    assert b"Northern" not in page
    assert b"GBP 45" in _opened(page, words[1]) or b"45.00" in _opened(page, words[1])
    kept = b"".join([*_files(project).values(), (project / NAME).read_bytes()])
    assert words[1].encode() not in kept
    # Unchanged: the passphrase is the one that was shown.
    again = share("northern").output
    assert "unchanged" in again
    assert WORDS.search(again) is None
    assert _page(project, token) == page


def test_what_was_sealed_stays_sealed_with_a_new_passphrase(share: Run, project: Path) -> None:
    first = WORDS.search(share("northern", "--seal").output)
    _write(project, "northern", _record("northern", "46.00"))
    second = WORDS.search(share("northern").output)
    assert first
    assert second
    page = _page(project, _token(project))
    assert b"46.00" in _opened(page, second[1])
    with pytest.raises(SealError):
        _opened(page, first[1])
    assert "passphrase" not in share("northern", "--no-seal").output
    assert b"46.00" in _page(project, _token(project))


@pytest.mark.usefixtures("share")
def test_somebodys_own_passphrase_is_asked_for(project: Path) -> None:
    def asked(typed: str) -> Result:
        command = ["-C", str(project), "share", "northern", "--ask"]
        return CliRunner().invoke(main, command, input=f"{typed}\n{typed}\n")

    result = asked("hunter2")
    assert result.exit_code == 1
    assert "this passphrase can be guessed" in result.output
    assert not (project / NAME).exists()
    assert asked("Correct Horse Battery Staple").exit_code == 0
    assert _opened(_page(project, _token(project)), "correct horse battery staple")


@pytest.mark.parametrize("library", ["cryptography", "xkcdpass"])
def test_a_missing_part_is_told_and_nothing_is_written(
    library: str, share: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passphrase.words.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    result = share("northern", "--seal")
    passphrase.words.cache_clear()
    assert result.exit_code == 1
    assert "pip install -c constraints.txt -e '.[seal]'" in result.output
    assert _files(project) == {}
    assert not (project / NAME).exists()


# What a pack must not tell


def test_a_page_for_partners_that_cannot_be_handed_out_is_told(share: Run, project: Path) -> None:
    (project / "docs").mkdir()
    page = "---\naudience: partner\nsections: [nonsense]\n---\n\n# On site\n\nCall us.\n"
    (project / "docs/on-site.md").write_text(page, encoding="utf-8")
    result = share("northern")
    assert result.exit_code == 0
    assert "note: left out of the packs: docs/on-site.md:3:" in result.stderr


def test_a_pack_that_names_another_partner_does_not_leave_the_house(
    share: Run, project: Path
) -> None:
    share("northern", "alder")
    before, ledger = _files(project), (project / NAME).read_bytes()
    mention = "client_protection: {selling_on_site: Send them to Alder Networks}\n"
    _write(project, "northern", _record("northern") + mention)
    for words in (("northern",), ("--all",), ("rotate", "northern")):
        result = share(*words)
        assert result.exit_code == 1
        assert "nothing was shared" in result.output
        assert "Northern Cabling, for their office: index.html: " in result.output
        assert "Alder Networks" in result.output
        assert _files(project) == before
        assert (project / NAME).read_bytes() == ledger
    assert share("northern", "--accept-mention", "Alder Networks").exit_code == 0
    assert b"Send them to Alder Networks" in _page(project, _token(project))


SAYING = "client_protection: {{selling_on_site: {}}}\n"
NAMING = {
    "a name": "Send them to Alder Networks",
    "in capitals": "SEND THEM TO ALDER NETWORKS",
    "a phone": "Ring 0161 / 496 0530",
    "a mailbox": "Write to Jobs@Alder.example",
    "in base64": base64.b64encode(b"Ask Alder Networks.").decode(),
    "in entities": "".join(f"&#{ord(each)};" for each in "Alder Networks"),
    "split by tags": "Al<b>der</b> Net<i>works</i>",
    "an address": "https://example.com/?of=alder%20networks",
    "hyphenated": "Alder Net-\nworks",
    "with a sign of no width": "Alder Net\u200bworks",
}


@pytest.mark.parametrize("said", NAMING.values(), ids=NAMING)
def test_nothing_of_another_partner_leaves_the_house(said: str, share: Run, project: Path) -> None:
    contact = "contacts: [{phone: +44 161 496 0530, email: jobs@alder.example}]\n"
    _write(project, "alder", _record("alder") + contact)
    _write(project, "northern", _record("northern") + SAYING.format(json.dumps(said)))
    _refused(share("northern"), project, "index.html: ", " of 'alder'; ")


@pytest.mark.parametrize("said", ["As Alder *Net*works does.", "| Alder | Networks |\n|---|---|"])
def test_guidance_that_names_a_partner_does_not_leave_the_house(
    said: str, share: Run, project: Path
) -> None:
    (project / "docs").mkdir()
    head = "audience: partner\nsections: [money]\ntitle: Prices"
    page = f"---\n{head}\n---\n\n{said}\n"
    (project / "docs/prices.md").write_text(page, encoding="utf-8")
    _refused(share("northern"), project, "'Alder Networks' stands in it, which is 'name' of")


@pytest.mark.parametrize("name", ["alder.yml", "Alder Networks.yml"])
def test_where_a_record_cannot_be_read_nothing_leaves_the_house(
    name: str, share: Run, project: Path
) -> None:
    # Nobody knows whom a pack must not name.
    (project / "partners" / name).write_text("name: [", encoding="utf-8")
    result = share("northern")
    assert result.exit_code == 1
    head, line = result.output.splitlines()
    assert head == "Error: nothing was shared, a pack cannot be looked through:"
    assert line.startswith(f"partners/{name}: ")
    assert "so nothing tells whether a pack names this partner; " in line
    assert _files(project) == {}
    assert not (project / NAME).exists()


def _refused(result: Result, project: Path, *said: str) -> None:
    """Hold that a run ended with 1, wrote nothing, and said why, each thing in one line."""
    assert result.exit_code == 1
    head, *lines = result.output.splitlines()
    assert head.startswith("Error: nothing was shared")
    assert all(line.startswith("Northern Cabling, for their office: ") for line in lines)
    assert all(each in lines[0] for each in said), lines
    assert _files(project) == {}
    assert not (project / NAME).exists()


def _for_us(playbook: Playbook, audience: Audience, today: dt.date) -> PlaybookView:
    return project_of(playbook, Audience.INTERNAL, today)._replace(audience=audience)


def _of_alder(playbook: Playbook, audience: Audience, today: dt.date) -> PlaybookView:
    view = project_of(playbook, audience, today)
    return view._replace(name="Alder Networks")


def _with_keywords(page: str) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf(page)))
    writer.add_metadata({"/Keywords": "not Alder Networks"})
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _naming(view: PlaybookView, body: Markup) -> bytes:
    return inner_page(view, body + " Alder Networks")


def _as_it_was(said: Plain, clear: Mapping[str, bytes], _: str) -> Mapping[str, bytes]:
    assert said
    return clear


_COUNT = itertools.count()
FAULTS: dict[str, tuple[str, object, str]] = {
    "a view for us": ("outputs.packs.pack.project", _for_us, "which is not for commercial"),
    "somebody else": ("outputs.packs.pack.project", _of_alder, "'Alder Networks' stands in it"),
    "a template that shows a note": (
        "views.partner._lede",
        lambda playbook, _: playbook.partner.notes,
        "it shows 'Pays late' of the field 'notes', which is not for commercial",
    ),
    "chance": (
        "render.pack.title_of",
        lambda view: f"{view.name} {next(_COUNT)}",
        "it is another where there are no other partners",
    ),
    "no policy": ("render.pack._policy", lambda *_: "", "it has no policy (CSP)"),
    "an empty page": ("outputs.packs.pack.pack_page", lambda *_: b"", "so nothing was checked"),
    "a PDF's metadata": (
        "outputs.packs.pack.pdf",
        _with_keywords,
        "playbook.pdf: 'Alder Networks'",
    ),
    "what is sealed": (
        "outputs.packs.pack.inner_page",
        _naming,
        "inside the seal: 'Alder Networks'",
    ),
    "no seal": ("outputs.packs.pack._closed", _as_it_was, "can be read before it is opened"),
}


@pytest.mark.parametrize(("place", "fault", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_the_program_does_not_leave_the_house(
    place: str, fault: object, said: str, share: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(project, "northern", f"{_record('northern')}notes: Pays late\n")
    monkeypatch.setattr(f"macros.{place}", fault)
    _refused(share("northern", "--pdf", "--seal"), project, said)


# Paper


def test_a_pdf_lies_beside_the_page_and_goes_with_it(share: Run, project: Path) -> None:
    printed = share("northern", "--pdf", "--base-url", BASE).output
    token = _token(project)
    assert f"{BASE}s/{token}/playbook.pdf" in printed
    content = on_shelf(project / "share", token)["playbook.pdf"]
    assert "Northern Cabling" in PdfReader(BytesIO(content)).pages[0].extract_text()
    assert b'href="playbook.pdf"' in _page(project, token)
    assert "unchanged" in share("northern").output
    # For other paper it is another file; sealed, it opens with the same passphrase as the page.
    words = WORDS.search(share("northern", "--paper", "letter", "--seal").output)
    assert words
    locked_now = PdfReader(BytesIO(on_shelf(project / "share", token)["playbook.pdf"]))
    assert locked_now.decrypt(words[1])
    assert locked_now.pages[0].mediabox.width == 612
    share("revoke", "northern")
    assert list(on_shelf(project / "share", token)) == ["index.html"]


# Runs that end in between


class PowerCut(BaseException):
    """The machine stops."""


def test_a_run_that_fails_while_making_changes_nothing(
    share: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share("--all")
    before, ledger = _files(project), (project / NAME).read_bytes()
    for slug in NAMES:
        _write(project, slug, _record(slug, "46.00"))

    def pack(playbook: Playbook, order: Order, pages: tuple[Guidance, ...]) -> Pack:
        if playbook.slug == "northern":
            raise PowerCut
        return make_pack(playbook, order, pages)

    monkeypatch.setattr("macros.outputs.packs.making.pack", pack)
    with pytest.raises(PowerCut):
        main(["-C", str(project), "share", "--all"])
    assert _files(project) == before
    assert (project / NAME).read_bytes() == ledger


@pytest.mark.parametrize("writes", range(5))
@pytest.mark.parametrize("sealing", [(), ("--seal",)])
def test_a_run_that_is_cut_leaves_whole_files_and_the_next_one_heals(
    writes: int,
    sealing: tuple[str, ...],
    share: Run,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    share("northern", "alder", *sealing)
    before = _files(project)
    for slug in NAMES:
        _write(project, slug, _record(slug, "46.00"))
    left = iter(range(writes))

    def replace(self: Path, target: Path) -> Path:
        if next(left, None) is None:
            raise PowerCut
        return whole(self, target)

    whole = Path.replace
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", replace)
        # Ledger, two pages, ledger: the last number of writes is one too many to be cut.
        try:
            main(["-C", str(project), "share", "--all"], standalone_mode=False)
        except PowerCut:
            assert writes < 4
    for name, content in _files(project).items():
        assert content.rstrip().endswith(b"</html>") or before[name] == content
    printed = share("--all").output
    ledger = _ledger(project)
    assert len(ledger.shares) == 2
    for slug in NAMES:
        page = _page(project, _token(project, slug))
        # Whatever was cut, the owner has a passphrase that opens what lies there.
        words = WORDS.search(printed.partition(NAMES[slug])[2])
        if sealing and writes < 4:
            assert words
            page = _opened(page, words[1])
        if not sealing or writes < 4:
            assert b"46.00" in page


def test_a_second_run_is_told_to_wait(share: Run, project: Path) -> None:
    with locked(project):
        result = share("northern")
    assert result.exit_code == 1
    assert "another 'playbook share' is at work here" in result.output


def test_a_ledger_that_git_would_take_is_refused(share: Run, project: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(project)], check=True)  # noqa: S607
    result = share("northern")
    assert result.exit_code == 1
    assert "add the line '.shares.json' to .gitignore" in result.output
    assert _files(project) == {}
    # The packs' folders are named like the links.
    (project / ".gitignore").write_text(".shares.json\n", encoding="utf-8")
    assert "git would take 'share' into its history" in share("northern").stderr
    (project / ".gitignore").write_text(".shares.json\n/share/\n", encoding="utf-8")
    assert share("alder").stderr == ""


def test_a_damaged_ledger_is_told(share: Run, project: Path) -> None:
    (project / NAME).write_text("{", encoding="utf-8")
    for words in (("northern",), ("list",), ("expire",), ("revoke", "northern")):
        result = share(*words)
        assert result.exit_code == 1
        assert ".shares.json:1:2: this is no JSON" in result.output
    assert (project / NAME).read_text(encoding="utf-8") == "{"


# Where


def test_another_folder_is_remembered(share: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "elsewhere"
    assert share("northern", "--out", str(out)).exit_code == 0
    share("revoke", "northern")
    tokens = [each.token for each in _ledger(project).shares]
    assert on_shelf(out, tokens[0]) == {"index.html": neutral_page()}
    assert not (project / "share").exists()


def test_packs_that_another_folder_leaves_behind_are_told(share: Run, tmp_path: Path) -> None:
    assert share("northern").stderr == ""
    told = share("alder", "--out", str(tmp_path / "b")).stderr
    assert "the packs so far lie in 'share'" in told
    # An engineer's pack is not made again by the command for an office.
    assert "with '--for onsite' for each engineer" in told
    assert share("northern").stderr == ""


def test_a_folder_that_is_published_to_everybody_is_refused(share: Run, project: Path) -> None:
    result = share("northern", "--out", str(project / "docs/share"))
    assert result.exit_code == 1
    assert "is inside 'docs'; name a folder beside it" in result.output
    assert not (project / "docs").exists()


# The list


def test_the_list_tells_who_has_what(
    share: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert share("list").output == "0 links that work\n"
    share("northern", "--to", "Their office", "--base-url", BASE)
    share("alder", "--days", "10")
    share("northern", "--for", "onsite")
    share("revoke", "northern", "--for", "onsite")
    _write(project, "northern", _record("northern", "46.00"))
    rows = [re.split(r"  +", line) for line in share("list").stdout.splitlines()]
    assert [(row[0], row[1], row[3], row[-1]) for row in rows] == [
        ("PARTNER", "FOR", "UNTIL", "STATE"),
        ("alder", "office", "2026-12-03", "works, ends soon"),
        ("northern", "office", "2027-02-21", "works, older terms"),
    ]
    assert "Their office" in rows[2]
    listed = json.loads(share("list", "--all", "--format", "json").stdout)
    assert [(each["partner"], each["for"], each["state"]) for each in listed] == [
        ("alder", "commercial", "works"),
        ("northern", "commercial", "works"),
        ("northern", "onsite", "revoked"),
    ]
    assert listed[1]["link"] == f"{BASE}s/{_token(project)}/"
    assert listed[1]["to"] == "Their office"
    _write(project, "northern", "name: [")
    assert "record has errors" in share("list").stdout
    (project / "partners/northern.yml").unlink()
    _set_day(monkeypatch, dt.date(2026, 12, 4))
    told = share("list").stdout
    assert "past its last day" in told
    assert "no record" in told


def test_the_same_pack_is_made_of_the_files_alone(share: Run, project: Path) -> None:
    share("northern", "--base-url", BASE)
    found = _ledger(project).active("northern", Audience.COMMERCIAL)
    assert found
    files = on_shelf(project / "share", found.token)
    assert made(Folder.read(project), order_of(found, BASE)) == files
    assert digest(files) == found.files
