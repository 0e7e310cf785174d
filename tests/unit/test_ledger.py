"""The ledger forgets nothing, comes back from its file as it was, and is nobody else's."""

import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.outputs.ledger.file import NAME, locked, read_ledger, write_ledger
from macros.outputs.ledger.ledger import Ledger, LedgerError
from macros.outputs.ledger.shares import TOKEN, Share, Why, new_token
from macros.outputs.ledger.text import ledger_of, text_of
from macros.records.fields import Audience
from support.holding import holding
from support.shares import ISSUED, share

DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2028, 1, 1))
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp", "Cn"]))
READERS = st.sampled_from([Audience.COMMERCIAL, Audience.ONSITE])


@st.composite
def shares(draw: st.DrawFn) -> Share:
    made = share(draw(st.sampled_from(["alder", "birch", "cedar"])), draw(READERS))
    return made._replace(
        token=new_token(),
        sealed=draw(st.booleans()),
        issued=draw(DAYS),
        expires=draw(DAYS),
        to=draw(WORDS),
        revision=draw(WORDS),
    )


def _step(ledger: Ledger, verb: str, new: Share, on: dt.date) -> Ledger:
    """Do what a command does: it looks whether a link works before it asks for more."""
    active = ledger.active(*new.key)
    if active is None:
        return ledger.issue(new) if verb == "issue" else ledger
    match verb:
        case "renew":
            return ledger.renewed(new._replace(token=active.token, issued=active.issued))
        case "rotate":
            return ledger.rotated(active.token, new, on, Why.ROTATED)
        case "revoke":
            return ledger.end(active.token, on, Why.REVOKED)
        case "sweep":
            for past in ledger.past(on):
                ledger = ledger.end(past.token, on, Why.EXPIRED)
    return ledger


VERBS = st.sampled_from(["issue", "renew", "rotate", "revoke", "sweep"])


@given(st.lists(st.tuples(VERBS, shares(), DAYS), max_size=20))
def test_whatever_is_done_nothing_is_forgotten(steps: list[tuple[str, Share, dt.date]]) -> None:
    ledger = Ledger()
    for verb, new, on in steps:
        before, ledger = ledger, _step(ledger, verb, new, on)
        tokens = [each.token for each in ledger.shares]
        assert len(set(tokens)) == len(tokens)
        # What was ended stays as it was, and no link is lost.
        assert [each.token for each in before.shares] == tokens[: len(before.shares)]
        assert {each for each in before.shares if not each.is_active} <= set(ledger.shares)
        keys = [each.key for each in ledger.running()]
        assert len(set(keys)) == len(keys)
        assert {*ledger.gone(), *(each.token for each in ledger.running())} == set(tokens)
        assert ledger_of(text_of(ledger).encode(), NAME) == ledger
    assert all(TOKEN.fullmatch(each.token) for each in ledger.shares)


def test_a_link_works_to_the_end_of_its_last_day() -> None:
    ledger = Ledger((share(),))
    last = share().expires
    assert ledger.past(last) == ()
    assert ledger.past(last + dt.timedelta(days=1)) == (share(),)


def test_what_makes_no_sense_is_refused() -> None:
    ledger = Ledger((share(),))
    other = share()._replace(token=new_token())
    with pytest.raises(LedgerError, match="two links work for the same partner"):
        ledger.issue(other)
    with pytest.raises(LedgerError, match="an address is given out twice"):
        ledger.issue(share("birch"))
    with pytest.raises(LedgerError, match="no link works under the address"):
        ledger.renewed(other)
    with pytest.raises(LedgerError, match="belongs to another pack"):
        ledger.renewed(share("birch"))
    ended = ledger.end(share().token, ISSUED, Why.REVOKED)
    with pytest.raises(LedgerError, match="no link works under the address"):
        ended.end(share().token, ISSUED, Why.ROTATED)


# The file


LEDGER = Ledger((share(), share("birch")._replace(token=new_token())), "https://p.example/", "out")


def test_the_file_brings_back_what_was_written(tmp_path: Path) -> None:
    assert read_ledger(tmp_path) == (Ledger(), "")
    write_ledger(tmp_path, LEDGER)
    assert read_ledger(tmp_path) == (LEDGER, "")
    lines = (tmp_path / NAME).read_text(encoding="utf-8").splitlines()
    assert [line.startswith('{"token": ') for line in lines] == [False, True, True, False]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_file_is_its_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / NAME
    seen = []

    def replace(self: Path, target: Path) -> Path:
        # Before it stands under its name nobody else may read it either.
        seen.append(self.stat().st_mode & 0o777)
        return whole(self, target)

    whole = Path.replace
    monkeypatch.setattr(Path, "replace", replace)
    write_ledger(tmp_path, LEDGER)
    path.chmod(0o644)
    assert "others could read .shares.json; now only you can" in read_ledger(tmp_path).note
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    write_ledger(tmp_path, LEDGER)
    assert path.stat().st_mode & 0o777 == 0o600
    assert seen == [0o600, 0o600]


def test_what_a_run_left_that_was_ended_is_taken_away(tmp_path: Path) -> None:
    left, other = tmp_path / f".{NAME}.4711.part", tmp_path / f".{NAME}.of-mine.part"
    left.write_text(text_of(LEDGER), encoding="utf-8")
    other.touch()
    write_ledger(tmp_path, LEDGER)
    assert sorted(tmp_path.iterdir()) == sorted([other, tmp_path / NAME])


def _damaged(old: str, new: str) -> str:
    text = text_of(LEDGER)
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ":1:1: this is no JSON"),
        (text_of(LEDGER)[:400], ": this is no JSON (Unterminated string"),
        (_damaged('"pdf": true', '"pdf": yes'), ":2:107: this is no JSON (Expecting value)"),
        (_damaged('"pdf": true', '"pdf": 1'), ":2:100: 'pdf' cannot be 1"),
        (_damaged('"form": 1', '"form": 2'), ":1:2: 'form' cannot be 2"),
        (_damaged('"shares": [', '"shares": [ 7, '), ":1:76: braces with names and values"),
        (_damaged(share().token, "../../etc/passwd"), ":2:2: 'token' cannot be"),
        (_damaged('"slug": "birch"', '"slug": "../x"'), ":3:37: 'slug' cannot be"),
        (_damaged('"birch"', '"northern"'), "two links work for the same partner"),
        (_damaged('"commercial"', '"internal"'), "'audience' cannot be \"internal\""),
        (_damaged('"2026-11-23"', '"2026-11-31"'), "'issued' cannot be \"2026-11-31\""),
        (_damaged('"ended": null', '"ended": "2026-11-30"'), ":2:1: 'ended' and 'why' go"),
        (_damaged('"paper": "a4"', '"paper": "a5"'), "'paper' cannot be \"a5\""),
        (_damaged('"made": "2', '"made": "9'), "'made' cannot be \"9"),
        (_damaged("https://p.example/", "https://[p"), "'base_url' cannot be"),
        (_damaged("https://p.example/", "http://p.example/"), "'base_url' cannot be"),
        (_damaged('"sealed": false, ', ""), ":2:1: 'sealed' is missing"),
        (_damaged('"sealed"', '"saeled"'), ":2:83: 'saeled' is not known here"),
        (_damaged('"pdf": true', '"pdf": true, "pdf": false'), "a name stands twice"),
        (_damaged("Their office", "\\ud800"), "'to' cannot be"),
        ("[" * 100_000, "this is no JSON"),
        ("[]", ":1:1: braces with names and values"),
    ],
)
def test_a_damaged_file_is_told_and_left_alone(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(LedgerError) as error:
        read_ledger(tmp_path)
    assert said in str(error.value)
    assert str(error.value).startswith(".shares.json:")
    assert "take the file back from a backup" in str(error.value)
    assert (tmp_path / NAME).read_text(encoding="utf-8") == text


@given(st.data())
def test_no_damage_ends_otherwise_than_in_words(data: st.DataObject) -> None:
    content = bytearray(text_of(LEDGER).encode())
    at = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(at, len(content)))
    content[at:end] = data.draw(st.binary(max_size=4))
    try:
        read = ledger_of(bytes(content), NAME)
    except LedgerError:
        return
    assert ledger_of(text_of(read).encode(), NAME) == read


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    write_ledger(tmp_path, LEDGER)
    wrong: Any = "internal"
    with pytest.raises(LedgerError):
        write_ledger(tmp_path, Ledger((share()._replace(audience=wrong),)))
    assert read_ledger(tmp_path).ledger == LEDGER


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(text_of(LEDGER), encoding="utf-8")
    (tmp_path / NAME).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LedgerError, match="is a link to another place"):
        read_ledger(tmp_path)


# A second run


HOLD = """\
import sys
from pathlib import Path
from macros.outputs.ledger.file import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_waits_its_turn(tmp_path: Path) -> None:
    with holding(HOLD, str(tmp_path)) as other:
        assert other.said == "held\n"
        with (
            pytest.raises(LedgerError, match="another 'playbook share' is at work"),
            locked(tmp_path),
        ):
            pass
    # The system has opened the lock of a run that was killed.
    with locked(tmp_path):
        pass


# git


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git = shutil.which("git")
    if git is None:
        pytest.skip("there is no git here")
    subprocess.run([git, "init", "--quiet", str(tmp_path)], check=True)
    return tmp_path


def test_a_ledger_that_git_would_take_is_refused(repository: Path) -> None:
    with pytest.raises(LedgerError, match=r"add the line '\.shares\.json' to \.gitignore"):
        read_ledger(repository)
    (repository / ".gitignore").write_text(".shares.json\n", encoding="utf-8")
    assert read_ledger(repository).ledger == Ledger()


def test_a_ledger_that_git_keeps_is_refused(repository: Path) -> None:
    write_ledger(repository, LEDGER)
    subprocess.run(["git", "-C", str(repository), "add", NAME], check=True)  # noqa: S607
    (repository / ".gitignore").write_text(".shares.json\n", encoding="utf-8")
    with pytest.raises(LedgerError, match=r"run 'git rm --cached \.shares\.json'"):
        read_ledger(repository)


def test_a_ledger_of_which_git_says_nothing_is_refused(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / ".gitignore").write_text(".shares.json\n", encoding="utf-8")
    # As where the project belongs to another user of the computer.
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(LedgerError, match="git does not say whether it keeps"):
        read_ledger(repository)


def test_this_project_keeps_its_own_out_of_git(project_root: Path) -> None:
    ignored = (project_root / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/.shares.json", "/share/"} <= set(ignored)
