"""Sites built by MkDocs: the real one once for all processes, others at will."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DAY = 1_795_420_800
"""The day of builds that say one, in seconds since 1970-01-01."""


def build(project: Path, site: Path) -> str:
    """Build a project strictly; return nothing if it went well, else what was printed."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    done = subprocess.run(
        command,
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout if done.returncode else ""


def run_build(root: Path, *options: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Build a site by our own command, as of 23 November 2026, and return how that ended.

    `settings` are variables of the environment, such as TZ.
    """
    return subprocess.run(
        [sys.executable, "-m", "macros", "-C", str(root), "build", *options],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(DAY), **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def build_as_of(root: Path, to: Path, *options: str, **settings: str) -> str:
    """Build a site into the folder `to` as `run_build` does; return what was said if it failed."""
    done = run_build(root, "--site-dir", str(to), *options, **settings)
    return done.stdout if done.returncode else ""


def files(site: Path) -> dict[str, bytes]:
    """Return every file of a site by its path."""
    found = {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }
    assert found
    return found


def build_once(project: Path, shared: Path) -> Path:
    """Build the site below the shared folder, or wait for the process that is building it."""
    site = shared / "site"
    log = shared / "mkdocs.log"
    with _locked(shared / "site.lock"):
        if not log.exists():
            log.write_text(build(project, site), encoding="utf-8")
    # A build that failed is not tried again by the next test: it would only fail again, slowly.
    complaint = log.read_text(encoding="utf-8")
    assert not complaint, complaint
    return site


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
