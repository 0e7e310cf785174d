"""Outputs: what other programs read: calendars and tables."""
