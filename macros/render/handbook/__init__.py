"""Handbook: the pages of docs that are written for partners, as HTML for their packs."""
