"""Frame: what a page of a pack must have, and what it must not do: to load, to run, to be found."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.leaks.decode import references_undone
from macros.outputs.leaks.leak import Leak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.outputs.leaks.reading import Read

_TAG = re.compile(r"""<([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>?""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style", re.DOTALL | re.IGNORECASE)
_CSS_LOADS = re.compile(
    r"@import|url\(\s*(?![\s\"']*(?:data:|#))|image-set\(|@font-face[^}]*src[^}]*\blocal\(",
    re.IGNORECASE,
)
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_LOADING = frozenset(
    {
        *("src", "srcset", "imagesrcset", "poster", "background", "action", "formaction", "data"),
        *("codebase", "archive", "manifest", "lowsrc", "dynsrc", "longdesc", "profile", "ping"),
    }
)
_NEVER = frozenset(
    {
        *("iframe", "frame", "frameset", "object", "embed", "applet", "base", "portal"),
        *("fencedframe", "audio", "video", "source", "track"),
    }
)
_ELSEWHERE = re.compile(r"(?:https?|mailto|tel):|#", re.IGNORECASE)
_BESIDE = re.compile(r"[\w-]+\.pdf")


class _Tag(NamedTuple):
    name: str
    attributes: dict[str, str]


def frame_leaks(name: str, page: bytes, *, sealed: bool) -> Iterator[Leak]:
    """Yield what a page has that a pack must not have; only a sealed one may have a script."""
    text = page.decode("utf-8", "replace")
    tags = [_tag(found) for found in dict.fromkeys(_TAG.findall(text))]
    for message in dict.fromkeys(_wrong(tags, text, sealed=sealed)):
        yield Leak(name, message, _CURE)


_CURE = "put right the template that makes it"


# The same tags stand in every pack.
@lru_cache(maxsize=16_384)
def _tag(found: tuple[str, str]) -> _Tag:
    name, rest = found
    pairs = _ATTRIBUTE.findall(rest)
    plain = {key.lower(): references_undone(_unquoted(value)).strip() for key, value in pairs}
    return _Tag(name.lower(), plain)


def _unquoted(value: str) -> str:
    return value[1:-1] if value[:1] in {'"', "'"} else value


def _wrong(tags: list[_Tag], text: str, *, sealed: bool) -> Iterator[str]:
    for tag in tags:
        yield from _of_tag(tag, sealed=sealed)
    for style in _STYLE.findall(text):
        yield from _of_style(style)
    metas = [tag.attributes for tag in tags if tag.name == "meta"]
    policies = [each for each in metas if each.get("http-equiv", "").lower() == _POLICY]
    if not any(_is_strict(each.get("content", "")) for each in policies):
        yield "it has no policy (CSP) that keeps it from loading anything"
    robots = [each for each in metas if each.get("name", "").lower() == "robots"]
    if not any("noindex" in each.get("content", "").lower() for each in robots):
        yield "it does not ask search engines to leave it out (noindex)"


_POLICY = "content-security-policy"
_NEEDED = frozenset({"default-src", "base-uri", "form-action"})
_ALLOWED = re.compile(r"'none'|'sha256-[A-Za-z0-9+/]{43}='|data:")


def _is_strict(policy: str) -> bool:
    """Tell whether a policy allows what a page holds itself, and nothing else."""
    rules = {name: values for name, *values in map(str.split, filter(str.strip, policy.split(";")))}
    return all(rules.get(name) == ["'none'"] for name in _NEEDED) and all(
        _ALLOWED.fullmatch(value) and (value != "data:" or name == "img-src")
        for name, values in rules.items()
        for value in values
    )


def _of_tag(tag: _Tag, *, sealed: bool) -> Iterator[str]:
    name, attributes = tag
    # A passphrase is typed into a form; where it may be sent to, a policy and 'action' tell.
    if name in _NEVER or (name == "form" and not sealed):
        yield f"it has an element '{name}'"
    if name == "script" and not sealed:
        yield "it has a script, and only a sealed pack needs one"
    for key, value in attributes.items():
        if key.startswith("on") and len(key) > len("on"):
            yield f"the attribute '{key}' of '{name}' runs a script"
        elif key in _LOADING and not value.lower().startswith("data:"):
            yield f"'{name}' loads '{value[:60]}'"
        elif key in {"href", "xlink:href"}:
            yield from _of_link(name, value)
        elif key == "style":
            yield from _of_style(value)
    if name == "meta":
        yield from _of_meta(attributes)


def _of_link(name: str, value: str) -> Iterator[str]:
    if name in {"a", "area"}:
        if not (_ELSEWHERE.match(value) or _BESIDE.fullmatch(value)):
            yield f"a link leads to '{value[:60]}'"
    elif not value.lower().startswith(("data:", "#")):
        yield f"'{name}' loads '{value[:60]}'"


def _of_meta(attributes: dict[str, str]) -> Iterator[str]:
    if attributes.get("http-equiv", "").lower() == "refresh":
        yield "it leads on to another page by itself ('refresh')"
    if attributes.get("name", "").lower() == "generator":
        yield "it says which program made it ('generator')"


def _of_style(text: str) -> Iterator[str]:
    plain = _CSS_ESCAPE.sub(lambda match: chr(int(match[1], 16) % 0x110000), text)
    found = _CSS_LOADS.search(plain)
    if found:
        yield f"its style loads something ('{plain[found.start() : found.start() + 40]}')"


def machine_leaks(file: Read, root: Path) -> Iterator[Leak]:
    """Yield where a file names a place of the machine that it was made on."""
    # Whole paths only: a folder's own name may be a word of the page.
    places = {str(root.absolute()), str(root.resolve()), str(Path.home())} - {"/"}
    for place in ("file://", *sorted(places)):
        if any(place in passage.form.text for passage in file.passages):
            yield Leak(file.name, f"it names a place of this computer ('{place}')", _CURE)
