# Each target makes its own environment in the checkout: with uv if it is there, else with venv and pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
UV := $(shell command -v uv 2>/dev/null)
DEMO := build/demo

.PHONY: demo test test-all lint bench clean
.DELETE_ON_ERROR:

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON): is older than 3.11; make PYTHON=python3.11 (or newer) would do" >&2; exit 2; }
ifdef UV
	$(UV) venv --quiet --clear --python $(PYTHON) $(VENV)
	$(UV) pip install --quiet --python $(BIN)/python -e '.[text,test]'
else
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[text,test]'
endif
	@touch $@

demo: $(STAMP)
	@BIN=$(BIN) DEMO=$(DEMO) sh examples/demo.sh

test: $(STAMP)
	$(BIN)/python -m pytest -q -m 'not slow'

test-all: $(STAMP)
	$(BIN)/python -m pytest -q

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(STAMP)
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.extraction
	$(BIN)/python -m benchmarks.consolidation

clean:
	rm -rf $(VENV) build dist kg-store .pytest_cache .mypy_cache .ruff_cache .hypothesis
