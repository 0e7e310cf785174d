"""Passphrases: made by chance, easy to say on the phone, and forgiving when typed."""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import lru_cache
from importlib.resources import files

from macros.outputs.parts_missing import part

WORDS = 6
"""How many words a passphrase has."""

# Nobody wants to read these to a client; with the four that hold a hyphen of their own they are
# less than two in a hundred of the list.
_UNFIT = frozenset(
    """
    aliens arousal boozy bribe bully cheating chubby crazy crook deceit deceiver deceiving
    defraud divorcee dork drool enslave evil exploit extortion filth flirt fondling geek goon
    gore gory groin grope gutless handgun hate impotence impotency impotent islamic islamist
    jockstrap lard latrine lazy lustfully lustily lustiness lusty lying maggot mutilated
    mutilator nerd opium ovary overdue overkill pagan pantyhose poison pope pureblood rabid
    racism rectal repugnant repulsive revenge scabbed scabby scam scurvy seduce seducing shabby
    shady shame sinister sloppy stench stingy stinking stinky strangle subprime theft thieving
    thievish thong threaten trash tubby uncouth undead unethical unfitting ungodly unisexual
    unlawful unloved unpaid unskilled unwanted violate violation violator wimp womb
    """.split()  # noqa: SIM905 - a list of a hundred strings reads worse
)


def new_passphrase() -> str:
    """Return six words of the EFF's long list, joined by hyphens: 77.4 bits, chosen by `secrets`.

    MissingPart where the list is not installed.
    """
    return "-".join(secrets.choice(words()) for _ in range(WORDS))


@lru_cache(maxsize=1)
def words() -> tuple[str, ...]:
    """Return the words to choose from; no two share their letters, and none holds a hyphen.

    The list is that of https://www.eff.org/dice: 7,776 words of three to nine letters.
    """
    with part("seal", "Making a passphrase"):
        listed = (files("xkcdpass") / "static" / "eff-long").read_text(encoding="ascii")
    return tuple(word for word in listed.split() if word.isalpha() and word not in _UNFIT)


# The script of a sealed page has the same; a test holds the two together.
_BETWEEN = re.compile(
    "[\\t-\\r \\u0085\\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u2015\\u2028\\u2029\\u202f\\u205f"
    "\\u2060\\u2212\\u3000\\ufe58\\ufe63\\ufeff\\uff0d-]+"
)


def normalised(typed: str) -> str:
    """Return a passphrase as it is used, however a phone wrote it.

    Small letters; every run of spaces, hyphens and dashes is one hyphen, and none stands at an end.
    """
    folded = unicodedata.normalize("NFKC", typed).lower()
    return _BETWEEN.sub("-", folded).strip("-")
