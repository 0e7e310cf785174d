"""Packs: the folders that partners get a link to, what is in them and where they lie."""
