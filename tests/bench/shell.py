"""Shell: the page that we write around a partner's terms, as a base template of Hugo.

So both write the same head, header, tabs and menu around what they have to say, whatever the theme
looks like by now.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Cut(NamedTuple):
    """A stretch of our page that Hugo fills itself: what it matches, and what stands there then."""

    pattern: re.Pattern[str]
    block: str


_TITLE = r"(?<=<title>)[^<]*(?=</title>)"
_TOPIC = r'(?<=data-md-component="header-topic">)\s*<span class="md-ellipsis">.*?</span>'
_HEADINGS = r'(?<=data-md-component="toc" data-md-scrollfix>).*?(?=</ul>\s*</nav>)'
_CONTENT = r'(?<=<article class="md-content__inner md-typeset">).*</article>(?=\s*</div>)'
CUTS = (
    Cut(re.compile(_TITLE), "{{ .Title }} - {{ site.Title }}"),
    Cut(re.compile(_TOPIC, re.DOTALL), '<span class="md-ellipsis">{{ .Title }}</span>'),
    Cut(re.compile(_HEADINGS, re.DOTALL), '{{ block "toc" . }}{{ .TableOfContents }}{{ end }}'),
    Cut(re.compile(_CONTENT, re.DOTALL), '{{ block "main" . }}{{ end }}</article>'),
)
# Our pages lead from where they stand; one template for all leads from the site's root.
_UP_TWO = re.compile(r'"\.\./\.\./?')
_UP_ONE = '"../"'


def base_template(page: str) -> str:
    """Return the base template of a partner's page; ValueError where a place is not found once."""
    for cut in CUTS:
        page, found = cut.pattern.subn(cut.block, page)
        if found != 1:
            message = f"the page has {found} places for {cut.block}"
            raise ValueError(message)
    return _UP_TWO.sub('"/', page).replace(_UP_ONE, '"/partners/"')
