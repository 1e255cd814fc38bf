# Each target makes its own environment in the checkout: with uv if it is there, else with venv and pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
UV := $(shell command -v uv 2>/dev/null)
DEMO := build/demo
DOCS := build/docs
PEERS := build/peers/.installed
FUZZ := build/fuzz/.installed
SECONDS ?= 60
NPM := $(shell command -v npm 2>/dev/null)
MODULES := web/node_modules/.package-lock.json
# Vite writes it last: what is newer than it has to be built again.
EXPLORER := kg/serve/assets/explorer/.vite/manifest.json
WEB := $(shell find web -path web/node_modules -prune -o -type f -print)
# Where the pages will lie, for the redirect rules; example.org (RFC 2606) stands for no host.
HOSTED_AT ?= https://example.org/conflict-kg/

.PHONY: demo docs web web-test web-lint test peers test-all fuzz lint bench bench-small clean
.DELETE_ON_ERROR:

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON): is older than 3.11; make PYTHON=python3.11 (or newer) would do" >&2; exit 2; }
ifdef UV
	$(UV) venv --quiet --clear --python $(PYTHON) $(VENV)
	$(UV) pip install --quiet --python $(BIN)/python -e '.[read,text,docs,frames,jsonld,ray,serve,test]'
else
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[read,text,docs,frames,jsonld,ray,serve,test]'
endif
	@touch $@

demo: $(STAMP)
	@BIN=$(BIN) DEMO=$(DEMO) sh examples/demo.sh

docs: $(STAMP)
	$(BIN)/kg build --store build/docs-store
	$(BIN)/kg reason --store build/docs-store
	$(BIN)/kg docs --store build/docs-store -o $(DOCS) --hosted-at $(HOSTED_AT)

# The explorer of `kg serve`; without npm the server says what is missing, and all else works.
ifdef NPM
web: $(EXPLORER)

$(MODULES): web/package.json web/package-lock.json web/.npmrc
	npm --prefix web ci --silent
	@touch $@

$(EXPLORER): $(MODULES) $(WEB)
	npm --prefix web run --silent build

web-test: $(MODULES)
	npm --prefix web run --silent test

web-lint: $(MODULES)
	npm --prefix web run --silent check
else
web web-test web-lint:
	@echo "$@: npm is not here, so the explorer is left out; Debian's packages nodejs and npm bring it"
endif

test: $(STAMP) web web-test
	$(BIN)/python -m pytest -q -n auto --dist loadfile -m 'not slow'

# Peers of the slow tests and of the benchmarks; without them those tests say why they are skipped, and RESULTS.md what is missing.
peers: $(PEERS)

$(PEERS): $(STAMP) $(wildcard tests/peers/* benchmarks/validation/peers/*.xml)
	PYTHON=$(BIN)/python sh tests/peers/install.sh $(@D)

test-all: $(STAMP) $(PEERS) web web-test
	$(BIN)/python -m pytest -q -n auto --dist loadfile

# Each harness for so many SECONDS, whatever another finds; what it learns and finds stays in build/fuzz.
$(FUZZ): $(STAMP)
ifdef UV
	$(UV) pip install --quiet --python $(BIN)/python -e '.[fuzz]'
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[fuzz]'
endif
	@mkdir -p $(@D) && touch $@

fuzz: $(FUZZ)
	@failed=; for name in $(patsubst tests/fuzz/fuzz_%.py,%,$(wildcard tests/fuzz/fuzz_*.py)); do \
	  $(BIN)/python -m tests.fuzz $$name $(SECONDS) || failed="$$failed $$name"; done; \
	  test -z "$$failed" || { echo "fuzz:$$failed: found what breaks it; its input is in build/fuzz/NAME/crash-…" >&2; exit 1; }

lint: $(STAMP) web-lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# All benchmarks beside those of their peers that are there; writes benchmarks/RESULTS.md and the table of the README.
bench: $(STAMP) web
	$(BIN)/python -m benchmarks

# The same on little data, into build/bench: it shows that they run, and measures nothing.
bench-small: $(STAMP)
	$(BIN)/python -m benchmarks --size small

clean:
	rm -rf $(VENV) build dist web/node_modules kg/serve/assets/explorer kg-store .pytest_cache .mypy_cache .ruff_cache .hypothesis
