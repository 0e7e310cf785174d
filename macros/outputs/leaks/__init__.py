"""Leaks: whether what is handed to one partner holds anything of another, or kept for our staff."""
