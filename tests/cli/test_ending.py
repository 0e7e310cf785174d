"""However a command ends, it says one line: no traceback, and no word of a record."""

import errno
import os
import re
import stat
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from macros import report
from macros.ending import Ending, ending
from support.project import make_project

QUOTED = "hunter2 pays GBP 45.00"

BREAK = """\
import os
{imports}

def broken(*_, **__):
    raise {error}

{places} = broken
"""

LINE = re.compile(
    r"playbook: something went wrong that should not have: (?P<what>.+) in (?P<where>\S+:\d+)"
    r"(, at (?P<file>\S+))?; send (?P<report>\S+) to whoever looks after this program"
    r" \[unexpected\]\n"
)


def broken(
    root: Path, place: str, error: str = "ValueError(os.environ['QUOTED'])"
) -> dict[str, str]:
    """Return an environment in which the function at `place` raises `error`."""
    module = ".".join(place.split(".")[:-1])
    while module and not module.rpartition(".")[2].islower():
        module = module.rpartition(".")[0]
    folder = root / "broken"
    folder.mkdir()
    text = BREAK.format(imports=f"import {module}", error=error, places=place)
    (folder / "sitecustomize.py").write_text(text, encoding="utf-8")
    return {"PYTHONPATH": str(folder), "QUOTED": QUOTED}


def run(
    root: Path, *words: str, module: str = "macros", **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run a program in the folder `root`, by its module."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **settings}
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stdout + done.stderr or "PLAYBOOK_TRACEBACK" in settings
    assert QUOTED not in done.stdout + done.stderr or "PLAYBOOK_TRACEBACK" in settings
    return done


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (["check"], "macros.book._playbook"),
        (["show", "northern"], "macros.records.playbook.Playbook.settings"),
        (["export", "--format", "csv"], "macros.outputs.export._rows"),
        (["attention"], "macros.cli.attention.needs"),
    ],
    ids=lambda each: each[0] if isinstance(each, list) else "",
)
def test_what_should_not_have_been_ends_in_a_line_with_a_report(
    project: Path, words: list[str], place: str
) -> None:
    done = run(project, *words, **broken(project, place))
    assert (done.returncode, done.stdout) == (70, "")
    said = LINE.fullmatch(done.stderr)
    assert said, done.stderr
    assert said["what"] == "ValueError"
    written = project / said["report"]
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    text = written.read_text(encoding="utf-8")
    assert QUOTED not in text
    assert "Northern Cabling" not in text
    assert f"command: __main__.py {' '.join(words)}\n" in text
    assert f"in {place.rpartition('.')[2]}" in text or "in broken" in text
    assert text.endswith("ValueError\n\n")


def test_the_same_failure_again_leaves_one_report_and_names_the_record(project: Path) -> None:
    settings = broken(project, "macros.book._playbook")
    first, again = run(project, "check", **settings), run(project, "check", **settings)
    assert first.stderr == again.stderr
    said = LINE.fullmatch(first.stderr)
    assert said
    assert said["file"] == "partners/northern.yml"
    assert len(list((project / report.PLACE).iterdir())) == 1


def test_developers_see_the_traceback(project: Path) -> None:
    settings = broken(project, "macros.book._playbook")
    done = run(project, "check", PLAYBOOK_TRACEBACK="1", **settings)
    assert "Traceback (most recent call last)" in done.stderr
    assert not (project / report.PLACE).exists()


def library(root: Path, name: str, text: str) -> dict[str, str]:
    """Return an environment in which the library `name` is another."""
    (root / "libraries").mkdir()
    (root / "libraries" / f"{name}.py").write_text(text, encoding="utf-8")
    return {"PYTHONPATH": str(root / "libraries")}


def test_a_broken_library_ends_in_a_line(project: Path) -> None:
    done = run(project, "check", **library(project, "babel", "import nothing_of_this_name"))
    assert done.returncode == 70
    said = LINE.fullmatch(done.stderr)
    assert said
    assert said["what"] == "ModuleNotFoundError (nothing_of_this_name)"


def test_ctrl_c_while_the_program_starts_ends_with_130(project: Path) -> None:
    done = run(project, "check", **library(project, "click", "raise KeyboardInterrupt"))
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "\nplaybook: interrupted\n")


def test_ctrl_c_while_a_command_works_ends_with_130(project: Path) -> None:
    waits = "os.kill(os.getpid(), signal.SIGINT) or time.sleep(9)"
    settings = broken(project, "macros.book.Folder.read", f"SystemExit({waits})")
    text = (project / "broken/sitecustomize.py").read_text(encoding="utf-8")
    (project / "broken/sitecustomize.py").write_text(f"import os, signal, time\n{text}", "utf-8")
    done = run(project, "check", **settings)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.strip() == "playbook: interrupted"


def test_nobody_hears_of_a_pipe_that_is_closed(project: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    for words in (["check"], ["show", "northern"], ["--help"]):
        command = [sys.executable, "-m", "macros", *words]
        done = subprocess.run(
            command, cwd=project, stdout=writing, stderr=subprocess.PIPE, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (1, "")
    os.close(writing)


# What is known to go wrong

AGAIN = "close other programs, and run it again"


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (MemoryError(), f"memory ran out; {AGAIN}"),
        (
            OSError(errno.ENOSPC, "No space left on device", "site/index.html"),
            "the disk is full: site/index.html; make room, and run it again",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "/srv/x"),
            "access is denied: /srv/x; change who may read and write there, and run it again",
        ),
        (
            OSError(errno.EROFS, "Read-only file system", "site"),
            "the disk cannot be written to: site; mount it for writing, or work elsewhere",
        ),
        (
            FileNotFoundError(errno.ENOENT, "No such file or directory", "partners/x.yml"),
            "no such file or directory: partners/x.yml; put that right, and run it again",
        ),
        (
            BrokenProcessPool(QUOTED),
            f"a process that helped was ended from outside; most likely memory ran out: {AGAIN}",
        ),
    ],
    ids=lambda each: type(each).__name__ if isinstance(each, Exception) else "",
)
def test_what_somebody_can_put_right_says_how(error: Exception, line: str) -> None:
    assert ending(error, "playbook") == Ending(f"playbook: {line}", 1)


def test_a_file_of_our_own_that_is_missing_is_unexpected(project: Path) -> None:
    report.set_project(project)
    ours = str(report.PACKAGE / "render/templates/page.html")
    assert ending(FileNotFoundError(errno.ENOENT, "No such file", ours), "playbook").code == 70


def test_what_never_ends_is_told_shortly(project: Path) -> None:
    def again() -> None:
        again()

    report.set_project(project)
    with pytest.raises(RecursionError) as caught:
        again()
    said = ending(caught.value, "playbook")
    assert "RecursionError in " in said.line
    assert "where something is nested too deep; send " in said.line
    [written] = (project / report.PLACE).iterdir()
    assert len(written.read_bytes()) < 20_000


def test_a_report_that_cannot_lie_in_the_project_lies_elsewhere(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    (project / ".cache").write_text("no folder", encoding="utf-8")
    report.set_project(project)
    written = report.write(ValueError(QUOTED))
    assert written.parent == elsewhere
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere / "gone"))
    line = ending(ValueError(QUOTED), "playbook").line
    assert "set PLAYBOOK_TRACEBACK=1 to see more, since no report could be written" in line


def test_no_report_lies_where_there_is_no_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    report.set_project(tmp_path)
    assert report.write(ValueError()).parent == tmp_path / "temporary"
    assert not (tmp_path / ".cache").exists()


def test_a_report_leaves_out_what_the_command_was_told(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["fee", "northern", "--value", "GBP 12000", "--fee=Our Cut", "--to", "Jo Doe"]
    monkeypatch.setattr(sys, "argv", ["/usr/bin/playbook", *words])
    report.set_project(project)
    text = report.write(ValueError()).read_text(encoding="utf-8")
    assert "command: playbook fee northern --value … --fee --to …\n" in text


# MkDocs


@pytest.fixture
def site(tmp_path: Path, project_root: Path) -> Path:
    record = "name: Northern Cabling\nstatus: prospect\n"
    make_project(tmp_path, project_root, {"northern.yml": record}, {})
    return tmp_path


@pytest.mark.parametrize(
    "place",
    ["macros.studio.sheet", "macros.outputs.site.together.of_all"],
)
def test_a_build_ends_in_a_line(site: Path, place: str) -> None:
    done = run(site, "build", module="mkdocs", **broken(site, place))
    assert done.returncode == 1
    assert LINE.search(done.stderr), done.stderr
    assert not (site / "site/index.html").exists()


def test_a_build_by_our_command_ends_with_70(site: Path) -> None:
    done = run(site, "build", **broken(site, "mkdocs.structure.nav.get_navigation"))
    assert done.returncode == 70
    assert LINE.search(done.stderr), done.stderr


def test_a_macro_that_fails_is_told_with_its_page(site: Path) -> None:
    (site / "docs/index.md").write_text("# Home\n\n{{ house_standards() }}\n", encoding="utf-8")
    done = run(site, "build", module="mkdocs", **broken(site, "macros.render.pages.house_html"))
    assert done.returncode == 1
    assert "docs/index.md:3:4: house_standards: something went wrong that should" in done.stderr
