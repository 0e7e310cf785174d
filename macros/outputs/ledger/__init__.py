"""Ledger: which links were ever given out, and to whom."""
