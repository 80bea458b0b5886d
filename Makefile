# Everything here runs inside the clone: the environment in .venv/, caches in .cache/, what is made in build/.
# Another Python is chosen with `make test PYTHON=python3.12`.

ifndef PYTHON
PYTHON := $(shell for name in python3 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
endif

UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
INSTALL_LOCK := $(PIP) install --require-hashes --only-binary :all: --requirement
INSTALL_PROJECT := $(PIP) install --no-deps --no-build-isolation --editable .
COMPILE := .cache/lock/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --only-binary :all: --no-emit-index-url --no-emit-find-links \
	--custom-compile-command 'make lock'

# Tests find validators and the program itself beside the Python that runs them.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test matrix lint format bench lock clean

help: ## Say what can be made
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

demo: $(VENV)/.run ## Make the demonstration in build/demo
	@$(BIN)/boardforms demo --to build/demo

test: lint ## Check format, lint and types, then run the tests, one process a core (ARGS="-k name" goes to pytest)
	@$(BIN)/python -m pytest --numprocesses=logical --dist=worksteal $(ARGS)

matrix: $(VENV)/.dev ## Put every form through every client and count what is read (ARGS="pandoc" picks; some ten minutes)
	@$(BIN)/python -m tests.matrix $(ARGS)

lint: $(VENV)/.dev ## Check format, lint and types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

format: $(VENV)/.dev ## Put the code in order
	@$(BIN)/ruff check --fix --exit-zero --quiet .
	@$(BIN)/ruff format .

bench: $(VENV)/.bench ## Time the work beside other libraries doing the same (ARGS="pdf" picks; about two minutes)
	@$(BIN)/python -m bench $(ARGS)
	@$(if $(ARGS),,$(BIN)/python -m bench.extraction)

lock: .cache/lock/.uv-$(UV_VERSION) ## Take up newer libraries (PACKAGE=name: only that one)
	@$(COMPILE) $(if $(PACKAGE),--upgrade-package $(PACKAGE),--upgrade) --group dev --extra scan \
		--output-file requirements-dev.lock
	@$(COMPILE) --upgrade --group build --constraint requirements-dev.lock --output-file requirements.lock
	@$(COMPILE) $(if $(PACKAGE),--upgrade-package $(PACKAGE),--upgrade) --group bench \
		--constraint requirements-dev.lock --output-file requirements-bench.lock

clean: ## Remove all that was made
	@rm -rf $(VENV) .cache build dist .hypothesis .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(if $(PYTHON),$(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo 'boardforms needs Python 3.11 or newer, and $(if $(PYTHON),$(PYTHON) is not that,none was found).' \
		'Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12' >&2; exit 1; }
	@echo 'Setting up $(VENV) (once; about a minute)'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@$(INSTALL_LOCK) requirements.lock
	@$(INSTALL_PROJECT)
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	@$(INSTALL_LOCK) requirements-dev.lock
	@$(INSTALL_PROJECT)
	@touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.dev
	@$(INSTALL_LOCK) requirements-bench.lock
	@touch $@

.cache/lock/.uv-$(UV_VERSION): | $(BIN)/python
	@$(BIN)/python -m venv --clear .cache/lock
	@.cache/lock/bin/python -m pip -qq --disable-pip-version-check install uv==$(UV_VERSION)
	@touch $@
