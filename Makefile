# The same commands for people and for CI. Needs Python 3.11 or newer and make; everything else is installed here.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
export THOES_HOME ?= $(CURDIR)/var
TEST_HOME := $(CURDIR)/var/test
# Each of the hundred processes that the drills start would compile the house anew.
unexport PYTHONDONTWRITEBYTECODE
KEPT = tests/data/installation-$(shell date +%Y-%m)

INSTALLED := $(VENV)/.installed
BUILT := src/thoes/ui/static/dist/manifest.json
FRONTEND := $(shell find frontend -type f 2>/dev/null) vite.config.js package.json package-lock.json

.PHONY: demo run test check bench keep build browser lock clean help

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

demo: build ## Set up everything, fill a simulated Limburg and serve it
	@$(BIN)/thoes demo

run: build ## Serve the installation in THOES_HOME
	@$(BIN)/thoes setup
	@$(BIN)/thoes serve

test: build browser ## Set up everything and run every test, the browser tests too
	@THOES_HOME=$(TEST_HOME) $(BIN)/thoes build
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .
	@$(BIN)/lint-imports
	@THOES_HOME=$(TEST_HOME) $(BIN)/mypy
	@THOES_HOME=$(TEST_HOME) $(BIN)/pytest -n 2 --dist loadscope -q -m pure --cov
	@THOES_HOME=$(TEST_HOME) $(BIN)/pytest -n 2 --dist loadscope --no-loadscope-reorder -q -m "not pure"

check: build ## Lint, types, layers and the fast tests: before each commit
	@THOES_HOME=$(TEST_HOME) $(BIN)/thoes build
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .
	@$(BIN)/lint-imports
	@THOES_HOME=$(TEST_HOME) $(BIN)/mypy
	@THOES_HOME=$(TEST_HOME) $(BIN)/pytest -n 2 -q -m "not browser and not slow" --reuse-db

bench: build ## Measure speed, each against a named alternative in the same run
	@THOES_HOME=$(CURDIR)/var/bench $(BIN)/python -m bench $(ONLY)

keep: build ## Keep a filled installation of this version, for the drill that upgrades it
	@rm -rf $(CURDIR)/var/keep $(KEPT)
	@THOES_HOME=$(CURDIR)/var/keep $(BIN)/thoes setup
	@THOES_HOME=$(CURDIR)/var/keep $(BIN)/python -m tests.drills.filling
	@THOES_HOME=$(CURDIR)/var/keep $(BIN)/python -m tests.drills.keeping $(KEPT)
	@rm -rf $(CURDIR)/var/keep

build: $(INSTALLED) $(BUILT) ## Install what is needed and build the pages

$(INSTALLED): requirements.lock pyproject.toml
	@echo "Making the environment (once, about a minute)…"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Thoes needs Python 3.11 or newer."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(BUILT): $(INSTALLED) $(FRONTEND)
	@$(BIN)/thoes build
	@touch $@

browser: ## Find a browser for the tests; root installs Debian's chromium
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || { \
	  test "$$(id -u)" = 0 && command -v apt-get >/dev/null && echo "Installing chromium for the browser tests…" \
	  && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
	  || { echo "The browser tests need chromium. Install Debian's package chromium and run this again."; exit 1; }

lock: ## Renew the lock of the Python packages (needs uv)
	uv pip compile pyproject.toml --extra dev --generate-hashes --universal --python-version 3.11 \
	  --no-emit-index-url --no-header -o requirements.lock

clean: ## Remove what was built, not the data
	rm -rf $(VENV) node_modules src/thoes/ui/static/dist
