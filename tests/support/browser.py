"""A Chromium to look at pages with, and an account of where those pages went."""

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, Protocol
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, WebSocket, sync_playwright

Scheme = Literal["light", "dark"]

COMMANDS = ("chromium", "chromium-browser", "google-chrome")

ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # A browser left to itself talks to its maker.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing can leave the machine, not even what the guard below would only see afterwards.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

# These carry their content in the address, or read it from disk.
LOCAL_SCHEMES = {"about", "blob", "data", "file"}


class OpenPage(Protocol):
    """Opens an address in a fresh window; its clock stands still where `today` is named."""

    def __call__(
        self,
        url: str,
        *,
        width: int = 1350,
        height: int = 900,
        scheme: Scheme = "light",
        java_script: bool = True,
        today: dt.date | None = None,
    ) -> Page: ...


def find_chromium() -> str:
    """Return the path of a Chromium, or say how to get one."""
    chosen = os.environ.get("CHROMIUM")
    for command in [chosen] if chosen else COMMANDS:
        path = shutil.which(command)
        if path:
            return path
    message = (
        f"No browser at CHROMIUM={chosen}." if chosen else f"None of {', '.join(COMMANDS)} is here."
    )
    message += " Install one: sh tests/system-packages.sh"
    raise FileNotFoundError(message)


@contextmanager
def launch_chromium(home: str) -> Iterator[Browser]:
    """Run a Chromium whose home is a folder of the tests, not that of whoever runs them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=list(ARGUMENTS),
            env={**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home},
        )
        yield browser
        browser.close()


def is_foreign(url: str, origins: set[str]) -> bool:
    """Tell whether an address lies outside the tests' own servers."""
    parts = urlsplit(url)
    return parts.scheme not in LOCAL_SCHEMES and f"http://{parts.netloc}" not in origins


@contextmanager
def guarded_windows(browser: Browser, origins: set[str]) -> Iterator[OpenPage]:
    """Open windows, and fail at the end if any of them asked another host for something."""
    foreign: list[str] = []
    contexts: list[BrowserContext] = []

    def note(request: Request | WebSocket) -> None:
        if is_foreign(request.url, origins):
            foreign.append(request.url)

    def open_page(
        url: str,
        *,
        width: int = 1350,
        height: int = 900,
        scheme: Scheme = "light",
        java_script: bool = True,
        today: dt.date | None = None,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=java_script,
            locale="en-GB",
        )
        contexts.append(context)
        context.on("request", note)
        page = context.new_page()
        page.on("websocket", note)
        if today:
            page.clock.set_fixed_time(dt.datetime.combine(today, dt.time(9)))
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not foreign, f"A page asked another host: {sorted(set(foreign))}"


def at_rest(page: Page) -> None:
    """Wait until nothing moves: half-way through a fade, every colour is another."""
    # Not by waiting for a function, which a page's own policy may forbid to evaluate.
    page.evaluate(
        "Promise.allSettled(document.getAnimations().map(animation => animation.finished))"
        ".then(() => null)"
    )
