"""Law: the countries in which a law on late payment holds."""

EU = frozenset(
    [
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
        *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    ]
)
"""The member states of the European Union (Directive 2011/7/EU)."""

LATE_PAYMENT = EU | {"GB"}
"""Where payment beyond 60 days needs a reason."""
