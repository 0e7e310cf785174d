"""Rules: checks across fields and records, each one sentence with a code of its own.

A rule speaks of how terms hang together, never of today's date: the same record passes or fails
on any day. What runs out is in `terms/expiry.py`.
"""

# Each module registers its rules; their order is that in which a reader meets them.
from macros.records.rules import agreements, assurance, work, money, prices  # noqa: I001, F401
from macros.records.rules import payment, runs, referrals, fees, whole  # noqa: F401
from macros.records.rules.rule import RULES, Finding, Rule, judge, messages

__all__ = ["RULES", "Finding", "Rule", "judge", "messages"]
