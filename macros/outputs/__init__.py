"""Outputs: what leaves the project for other programs and other people."""
