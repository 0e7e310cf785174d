"""Benchmark: our build beside the obvious one, on the same records, in one run."""
