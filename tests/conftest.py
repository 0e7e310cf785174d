"""Fixtures that tests of every kind share."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from support.access import violations
from support.browser import OpenPage, guarded_windows, launch_chromium
from support.built import build, build_once
from support.golden import Golden, renew, same
from support.project import MakeSite, make_project
from support.server import Serve, serving


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag by which golden files are written anew."""
    parser.addoption("--renew", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with a golden file; with `--renew`, write the file anew."""
    return renew if request.config.getoption("--renew") else same


@pytest.fixture(scope="session")
def project_root() -> Path:
    """Return the folder that holds mkdocs.yml."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Run one browser for the session."""
    with launch_chromium(str(tmp_path_factory.mktemp("home"))) as browser:
        yield browser


@pytest.fixture(scope="session")
def origins() -> set[str]:
    """Return the origins of the tests' own servers."""
    return set()


@pytest.fixture(scope="session")
def serve(origins: set[str]) -> Iterator[Serve]:
    """Serve folders until the session ends; each call gives an origin."""
    with ExitStack() as stack:

        def start(folder: Path) -> str:
            origin = stack.enter_context(serving(folder))
            origins.add(origin)
            return origin

        yield start


@pytest.fixture
def page(chromium: Browser, origins: set[str]) -> Iterator[OpenPage]:
    """Open windows; the test fails if one of them asks another host for anything."""
    with guarded_windows(chromium, origins) as open_page:
        yield open_page


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Ask axe what is wrong with a page, by WCAG 2.2 AA."""
    return violations


@pytest.fixture(scope="session")
def built_site(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the real site, built strictly, once for all workers."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    return build_once(project_root, shared)


@pytest.fixture(scope="session")
def site_url(built_site: Path, serve: Serve) -> str:
    """Return the origin that the real site is served at."""
    return serve(built_site)


@pytest.fixture(scope="session")
def make_site(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> MakeSite:
    """Build sites of a test's own; a house file is there unless the records bring another."""

    def make(records: Mapping[str, str], pages: Mapping[str, str] | None = None) -> Path:
        root = tmp_path_factory.mktemp("project")
        make_project(root, project_root, records, pages or {})
        complaint = build(root, root / "site")
        assert not complaint, complaint
        return root / "site"

    return make
