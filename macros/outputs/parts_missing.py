"""Missing parts: libraries that only some need, and that are not installed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class MissingPart(Exception):  # noqa: N818 - nothing is wrong: a part was left out
    """What cannot be done here, and the command that installs what it needs."""


@contextmanager
def part(extra: str, what: str) -> Iterator[None]:
    """Import libraries of `extra` in here; MissingPart where they are not installed.

    `what` begins the sentence: "Sealing a pack". A library that finds no system library of its own
    (WeasyPrint without Pango) ends with OSError, and is as good as missing.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        message = (
            f"{what} needs the library '{error.name}', which is not installed; "
            f"run: pip install -c constraints.txt -e '.[{extra}]'"
        )
        raise MissingPart(message) from error
    except OSError as error:
        cause = str(error).partition("\n")[0]
        message = (
            f"{what} needs a library of the system that is missing ({cause}); "
            "see https://doc.courtbouillon.org/weasyprint/stable/first_steps.html"
        )
        raise MissingPart(message) from error
