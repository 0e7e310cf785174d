"""What axe says of a page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from support.browser import at_rest

# The rules of WCAG 2.2 at level AA, and of the levels and versions that it holds.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


def violations(page: Page) -> list[str]:
    """Return one line for each place on the page that breaks a rule."""
    at_rest(page)
    response = Axe().run(page, options=OPTIONS).response
    return [
        _as_line(violation, node)
        for violation in response["violations"]
        for node in violation["nodes"]
    ]


def _as_line(violation: dict[str, Any], node: dict[str, Any]) -> str:
    place = " ".join(str(part) for part in node["target"])
    cure = " ".join(str(node.get("failureSummary", "")).split())
    return f"{violation['id']} at {place}: {cure}"
