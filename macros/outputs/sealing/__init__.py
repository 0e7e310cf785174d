"""Sealing: packs that only a passphrase opens."""
