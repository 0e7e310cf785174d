# Two commands are all most people need:  make site  and  make test.

PYTHON ?= python3
# One more than the usual two processors: tests with a browser mostly wait for it.
WORKERS ?= 3
SECONDS ?= 600
PIP_VERSION := 26.3

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
REQUIREMENTS := pyproject.toml constraints.txt

# Material announces its own successor on every build; nobody can act on that here.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DELETE_ON_ERROR:
.PHONY: site serve test check words bench bench-browse bench-packs sweep fuzz clean
.PHONY: system-packages update-constraints

site: $(STAMPS)/site
	$(BIN)/playbook check
	$(BIN)/mkdocs build --strict

serve: $(STAMPS)/site
	$(BIN)/mkdocs serve

test: system-packages check
	$(BIN)/python -m pytest -n $(WORKERS)

check: $(STAMPS)/test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# Gathers our own words from the code for the translators, in macros/locales.
words: $(STAMPS)/test
	cd tests && ../$(BIN)/python -m support.words

# Seconds and memory of a large site, beside Hugo and the obvious way: a table and a plot.
bench: $(STAMPS)/bench
	cd tests && ../$(BIN)/python -m bench $(OPTIONS) $(RECORDS)
	cd tests && ../$(BIN)/python -m bench.plot

# Whether ten thousand partners are quick to filter and to find, on a slow phone.
bench-browse: $(STAMPS)/test
	cd tests && ../$(BIN)/python -m bench.browse $(RECORDS)

# What it takes to hand packs out, beside the obvious way to do so.
bench-packs: $(STAMPS)/test
	cd tests && ../$(BIN)/python -m bench.packs $(RECORDS)

# Whatever can happen to a build, while somebody reads the site. Takes half an hour.
sweep: $(STAMPS)/test
	cd tests && ../$(BIN)/python -m sweep $(KILLS)

# Looks for a record or a house file that the program cannot stand, for SECONDS.
fuzz: $(STAMPS)/test
	$(BIN)/python -m pip install -qq --constraint constraints.txt --group fuzz
	cd tests && nice ../$(BIN)/python -m fuzz $(SECONDS)

clean:
	rm -rf $(VENV) site .site.playbook build *.egg-info .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache

system-packages:
	@sh tests/system-packages.sh

# Asks the package index for the newest versions that pyproject.toml allows, in an environment of
# its own, so that nothing which happens to be installed here slips into the list.
update-constraints: $(STAMPS)/pip
	rm -rf build/constraints
	$(BIN)/python -m venv build/constraints
	build/constraints/bin/python -m pip install -qq pip==$(PIP_VERSION)
	build/constraints/bin/python -m pip install -qq --editable '.[pdf,seal]' --group test --group bench --group fuzz
	{ sed -n '/^#/p' constraints.txt; build/constraints/bin/python -m pip freeze --exclude-editable; } > build/constraints.txt
	mv build/constraints.txt constraints.txt
	rm -rf build/constraints

$(STAMPS)/pip: Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "This project needs Python 3.11 or newer, and '$(PYTHON)' is not." >&2; \
	  echo "Name another one: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; \
	  exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq pip==$(PIP_VERSION)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/site: $(STAMPS)/pip $(REQUIREMENTS)
	$(BIN)/python -m pip install -qq --constraint constraints.txt --editable .
	@touch $@

$(STAMPS)/test: $(STAMPS)/pip $(REQUIREMENTS)
	$(BIN)/python -m pip install -qq --constraint constraints.txt --editable '.[pdf,seal]' --group test
	@touch $@ $(STAMPS)/site

$(STAMPS)/bench: $(STAMPS)/test
	$(BIN)/python -m pip install -qq --constraint constraints.txt --group bench
	@touch $@
