"""What each host wants to be told, so that it serves packs as it should: headers and no lists."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from macros.outputs.hosting.headers import HEADERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from macros.outputs.hosting.headers import Header

NEUTRAL = "404.html"
"""The file, in the root of the public folder, that a host gives where nothing is."""


def nginx() -> str:
    """Return what stands inside the `server` block of the packs' own host name."""
    return f"""\
# Include this in the server block that serves the packs:
#
#   server {{
#       listen 443 ssl;
#       server_name packs.example.com;
#       root /srv/packs;
#       include snippets/packs.conf;
#       # ... the certificate, as for your other hosts
#   }}
#
# An add_header inside a location drops all of these for that location: add none there.

autoindex off;
server_tokens off;
absolute_redirect off;
charset utf-8;

set $packs_hsts "";
if ($scheme = https) {{ set $packs_hsts "{_VALUES["Strict-Transport-Security"]}"; }}

{_lines(_nginx_line)}

error_page 403 404 410 =404 /{NEUTRAL};
location = /{NEUTRAL} {{ internal; }}
location = /_headers {{ return 404; }}
location ~ /\\.(?!well-known/) {{ return 404; }}
"""


def caddy() -> str:
    """Return a site block of a Caddyfile; Caddy sees to the certificate and to https itself."""
    return f"""\
# Put in your own host name and folder.

packs.example.com {{
\troot * /srv/packs

\theader {{
{_lines(_caddy_line, secure=False)}
\t\t-Server
\t}}
\t@secure protocol https
\theader @secure Strict-Transport-Security "{_VALUES["Strict-Transport-Security"]}"

\t@private path_regexp /(\\.|_headers$)
\terror @private 404
\tfile_server

\thandle_errors {{
\t\trewrite * /{NEUTRAL}
\t\tfile_server {{
\t\t\tstatus 404
\t\t}}
\t}}
}}
"""


def netlify() -> str:
    """Return the file `_headers` for the root of a site at Netlify or Cloudflare Pages.

    Both read the same form. Cloudflare takes 100 rules and lines of 2,000 characters at most.
    """
    return f"/*\n{_lines(_netlify_line)}\n"


def apache() -> str:
    """Return the file `.htaccess` for the root of a host of its own, Apache 2.4.10 or newer."""
    return f"""\
# There is no <IfModule> here, on purpose: where mod_headers or a permission is missing, Apache
# answers 500 and its log says why. With <IfModule> it would serve packs without these headers.
# The server has to allow it:  AllowOverride FileInfo Options=Indexes

Options -Indexes

{_lines(_apache_lines)}

ErrorDocument 403 /{NEUTRAL}
ErrorDocument 404 /{NEUTRAL}
ErrorDocument 410 /{NEUTRAL}
RedirectMatch 404 "/(\\.(?!well-known/)|_headers$)"
"""


def root_files() -> Mapping[str, bytes]:
    """Return the files that hosts read in the root of the public folder, by name."""
    return {"_headers": netlify().encode(), ".htaccess": apache().encode()}


WRITERS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "nginx": nginx,
        "caddy": caddy,
        "netlify": netlify,
        "cloudflare": netlify,
        "apache": apache,
    }
)
"""For each host, what makes its text."""

_VALUES = {each.name: each.value for each in HEADERS}


def _lines(line: Callable[[Header], str], *, secure: bool = True) -> str:
    return "\n".join(line(each) for each in HEADERS if secure or not each.only_secure)


def _nginx_line(header: Header) -> str:
    # A header without a value is not sent at all.
    value = "$packs_hsts" if header.only_secure else f'"{header.value}"'
    return f"add_header {header.name} {value} always;"


def _caddy_line(header: Header) -> str:
    return f'\t\t{header.name} "{header.value}"'


def _netlify_line(header: Header) -> str:
    return f"  {header.name}: {header.value}"


def _apache_lines(header: Header) -> str:
    # What the server's own configuration sets is in another list, and would be sent as well.
    cleared = f"Header onsuccess unset {header.name}"
    line = f'Header always set {header.name} "{header.value}"'
    when = " \"expr=%{HTTPS} == 'on'\"" if header.only_secure else ""
    return f"{cleared}\n{line}{when}"
