"""Sweep: whatever happens to a build, readers find the old site or the new, whole."""
