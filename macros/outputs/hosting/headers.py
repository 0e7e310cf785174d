"""The headers that packs are sent with, and how to see that a host sends them."""

from __future__ import annotations

import re
from typing import NamedTuple

from macros.records.problems import Severity


class Header(NamedTuple):
    """A header, the pattern that shows it well set, and what is lost where it is not."""

    name: str
    value: str
    proof: str
    loss: str
    severity: Severity = Severity.ERROR
    only_secure: bool = False

    def is_met_by(self, values: list[str]) -> bool:
        """Tell whether what a host sends under this name does what is wanted."""
        return bool(re.search(self.proof, ", ".join(values), re.IGNORECASE))


HEADERS = (
    Header(
        "X-Robots-Tag",
        "noindex, nofollow, noarchive",
        r"\b(noindex|none)\b",
        "search engines may list the pack",
    ),
    # Without no-transform Cloudflare hides every mail address behind a script, which packs forbid.
    Header(
        "Cache-Control",
        "no-store, no-transform",
        r"\bno-store\b",
        "caches on the way may keep a pack that was withdrawn",
    ),
    Header(
        "Referrer-Policy",
        "no-referrer",
        r"(^|,)\s*no-referrer\s*$",
        "a website that is linked to learns the address of the pack",
    ),
    Header(
        "X-Content-Type-Options",
        "nosniff",
        r"^\s*nosniff\b",
        "browsers may take a file for what it is not",
    ),
    # Policies add up: this one leaves the stricter one that each page brings along as it is.
    Header(
        "Content-Security-Policy",
        "frame-ancestors 'none'",
        r"\bframe-ancestors\s+'none'",
        "another website may show the pack as its own",
    ),
    Header(
        "X-Frame-Options",
        "DENY",
        r"^\s*deny\s*(,\s*deny\s*)*$",
        "another website may show the pack as its own in an old browser",
        Severity.WARNING,
    ),
    Header(
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        r"\S",
        "nothing says that the pack asks for no camera, place or microphone",
        Severity.WARNING,
    ),
    Header(
        "Cross-Origin-Opener-Policy",
        "same-origin",
        r"^\s*same-origin\s*$",
        "a website that opens the pack keeps a hold on its window",
        Severity.WARNING,
    ),
    Header(
        "Cross-Origin-Resource-Policy",
        "same-origin",
        r"^\s*same-origin\s*$",
        "another website may build files of the pack into its pages",
        Severity.WARNING,
    ),
    # A year, and for this name alone: other names of the firm may still need plain http.
    Header(
        "Strict-Transport-Security",
        "max-age=31536000",
        r"\bmax-age\s*=\s*\"?[1-9]",
        "a browser that follows an http link asks over plain http first",
        Severity.WARNING,
        only_secure=True,
    ),
)
"""What every file of a pack is sent with."""
