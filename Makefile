# Everything here needs python3 (3.11 or later), its venv and pip, and make.
#
#   make demo     set up, parse and release a sample cable, say where the PDF is
#   make test     set up, run every test

VENV   ?= .venv
PYTHON ?= python3
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
RUN    := $(VENV)/.installed-run
DEV    := $(VENV)/.installed-dev

SAMPLE := sample_cables/two-section-secret.txt
DEMO   := demo

PYTEST_ARGS ?=

.PHONY: demo test check lint format types walls lock picture pages bench clean
.DELETE_ON_ERROR:

demo: $(RUN)
	@mkdir -p $(DEMO)
	$(BIN)/declass ingest $(SAMPLE) --db $(DEMO)/register.db
	$(BIN)/declass due --before 2040 --db $(DEMO)/register.db
	$(BIN)/declass redact $(SAMPLE) --level U -o $(DEMO)/released-at-U.pdf --force --db $(DEMO)/register.db
	$(BIN)/declass redact $(SAMPLE) --level C -o $(DEMO)/released-at-C.pdf --force --db $(DEMO)/register.db
	@echo
	@echo "The cable:        $(SAMPLE)"
	@echo "Released at U:    $(DEMO)/released-at-U.pdf"
	@echo "Released at C:    $(DEMO)/released-at-C.pdf"
	@echo "The register:     $(DEMO)/register.db"

test: $(DEV)
	$(BIN)/python -m pytest --numprocesses=2 --dist=loadgroup $(PYTEST_ARGS)

# All that a change must pass. The tests come last, so that their summary closes the output.
check: lint types walls
	@$(MAKE) --no-print-directory test

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy

walls: $(DEV)
	$(BIN)/lint-imports --no-logo

format: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The page shown in the README, drawn by the tool itself.
picture: $(RUN)
	$(BIN)/python docs/picture.py

# The pages that are made from the tables that the program itself goes by.
pages: $(RUN)
	$(BIN)/python docs/schedule.py
	$(BIN)/python docs/rules.py
	$(BIN)/python docs/leaks.py

bench: $(DEV)
	$(BIN)/python bench/run.py

# Pins what pyproject.toml asks for, for every platform and every Python from 3.11, with the hashes
# of the public files. `make lock UPGRADE=--upgrade` takes the newest versions.
UPGRADE ?=
COMPILE  = env -u UV_INDEX -u UV_DEFAULT_INDEX -u UV_FIND_LINKS $(BIN)/uv --no-config pip compile \
	--quiet --universal --python-version 3.11 --generate-hashes --no-header --system-certs \
	$(UPGRADE)

lock: $(DEV)
	$(COMPILE) pyproject.toml --output-file requirements.lock
	$(COMPILE) --group build --output-file requirements-build.lock
	$(COMPILE) pyproject.toml --group dev --output-file requirements-dev.lock

clean:
	rm -rf $(DEMO) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis \
		.import_linter_cache
	find . -name __pycache__ -not -path './.*' -prune -exec rm -rf {} +

# A stamp stands for a finished installation: what it depends on is what would change it.
$(RUN): requirements.lock requirements-build.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock -r requirements-build.lock
	$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "declass needs Python 3.11 or later; '$(PYTHON)' is older or absent." \
			"Name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
