"""Hosting: what a host is told about packs, and whether it then does it."""
