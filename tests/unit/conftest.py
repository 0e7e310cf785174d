"""Settings of tests that make up their own examples."""

from hypothesis import settings

# A slow machine is no fault of the program; what must be fast is timed by tests of its own.
settings.register_profile("unit", deadline=None, max_examples=80)
settings.load_profile("unit")
