"""Whatever happens to a build, the site that people read stays whole: the old one, or the new."""

import os
import resource
import subprocess
import sys
from collections import Counter

import pytest
from sweep.kills import kills
from sweep.reader import FAULTS, kind, watched
from sweep.states import Project, Snapshot, snapshot, snapshots

from macros.outputs.lock import locked

PARTNERS, KILLS = 3, 2


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("swept") / "project", PARTNERS)


@pytest.fixture(scope="module")
def states(project: Project) -> list[Snapshot]:
    return snapshots(project)


def mkdocs(project: Project, *options: str, largest: int | None = None) -> tuple[int, str]:
    """Build by MkDocs itself; no file may then have more bytes than `largest`."""

    def limit() -> None:
        if largest:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options],
        cwd=project.root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795420800"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        preexec_fn=limit,
    )
    assert "Traceback" not in done.stdout
    return done.returncode, done.stdout


def test_killed_builds_break_nothing(project: Project, states: list[Snapshot]) -> None:
    """Two of what `python -m sweep` does two hundred times, and much else besides."""
    with watched(project.site, states) as met:
        killed = kills(project, states, KILLS)
    assert killed.faults == []
    assert killed.seen.total() == KILLS
    assert met["whole"] > 100
    assert [met[each] for each in FAULTS] == [0, 0, 0, 0]


def test_a_reader_would_notice() -> None:
    wanted = {"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}
    read = [None, b"", b"a", b"half a pa", b"one frame, the other text</html>\n"]
    assert Counter(kind(each, wanted) for each in read) == Counter(["whole", *FAULTS])


@pytest.mark.usefixtures("states")
def test_a_strict_build_with_a_warning_leaves_the_old_site(project: Project) -> None:
    page = project.root / "docs/extra.md"
    before = snapshot(project.site)
    # Of this MkDocs knows nothing, and takes it as it is.
    page.write_text('# Extra\n\n<a href="../nobody/">Nobody</a>\n', encoding="utf-8")
    code, said = mkdocs(project, "--strict")
    assert (code, snapshot(project.site)) == (1, before)
    assert "there is no 'nobody/', to which a link leads on extra/index.html" in said
    assert f"The site is as it was: {project.site}" in said
    code, said = mkdocs(project, "--no-strict", "--dirty")
    page.unlink()
    assert code == 0
    assert snapshot(project.site).keys() - before.keys() == {"extra/index.html"}


@pytest.mark.usefixtures("states")
def test_what_the_system_refuses_is_told_and_leaves_the_old_site(project: Project) -> None:
    before = snapshot(project.site)
    code, said = mkdocs(project, largest=20_000)
    assert (code, snapshot(project.site)) == (1, before)
    assert "a file may not grow so large here; raise the limit ('ulimit -f')" in said
    assert said.rstrip().endswith(f"the site in {project.site} is as it was")


@pytest.mark.usefixtures("states")
def test_a_build_beside_another_is_refused(project: Project) -> None:
    before = snapshot(project.site)
    with locked(project.site.with_name(".site.playbook") / "lock"):
        code, said = mkdocs(project)
    assert (code, snapshot(project.site)) == (1, before)
    assert f"another build is writing {project.site} (process {os.getpid()}, since " in said
