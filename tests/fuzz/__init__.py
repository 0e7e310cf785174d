"""Fuzzing: inputs by the million, led by what they reach, for as long as one likes."""
