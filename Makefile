# Every target does all its own set-up; what is set up already is not set up again.
PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: chat demo run test bench fix clean
.DEFAULT_GOAL := help

.PHONY: help
help:
	@echo "make chat   set everything up and talk to Rapport in this terminal"
	@echo "make demo   the same, with a made-up team and region to look around in"
	@echo "make run    set everything up and serve Telegram and Slack"
	@echo "make test   set everything up and run every check"
	@echo "make bench  measure what is claimed of speed, in two minutes; ARGS=long in full, ARGS=writing a part"
	@echo "make fix    format the code and mend what can be mended by itself"

chat: $(VENV)/.runtime
	@$(BIN)/python -m bot chat $(ARGS)

demo: $(VENV)/.runtime
	@$(BIN)/python -m bot demo $(ARGS)

run: $(VENV)/.runtime
	@$(BIN)/python -m bot run $(ARGS)

test: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto $(ARGS)

bench: $(VENV)/.dev
	@$(BIN)/python -m benchmarks $(ARGS)

fix: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(VENV)/.runtime: requirements.txt | $(VENV)/.made
	@echo "Setting up Rapport; this happens once."
	@$(PIP) install --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/.made
	@echo "Setting up the checks; this happens once."
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.runtime

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "Rapport needs Python 3.11 or newer, and found no $(PYTHON). Install it, or name yours: make PYTHON=python3.12 chat" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Rapport needs Python 3.11 or newer; $(PYTHON) is `$(PYTHON) -V`. Name a newer one: make PYTHON=python3.12 chat" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "$(PYTHON) lacks its venv module. On Debian or Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@
