"""Emergency: the number that brings an ambulance, the fire brigade or the police."""

from __future__ import annotations

_EVERYWHERE = "112"
_OWN = {
    "AU": "000",
    "CA": "911",
    "GB": "999",
    "GG": "999",
    "HK": "999",
    "IM": "999",
    "JE": "999",
    "MX": "911",
    "MY": "999",
    "NZ": "111",
    "PH": "911",
    "PR": "911",
    "US": "911",
}


def emergency_number(country: str | None) -> str:
    """Return the number to call in `country` where somebody is hurt or in danger.

    112 is the number of the whole European Union (Directive (EU) 2018/1972, article 109), and every
    mobile phone takes it for an emergency call, in whatever country (3GPP TS 22.101, clause 10.1).
    Named here are countries where people are taught another one.
    """
    return _OWN.get(country or "", _EVERYWHERE)
