# The only door: run, test, check, bench. Everything is installed into this folder and locked.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
PORT ?= 8000
RUNS ?= 1
BIN := .venv/bin
DONE := .venv/.done
UV := $(BIN)/uv pip
PYTEST := $(BIN)/python -m pytest
COMPILE := $(UV) compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
# Where it is set, each start of Python here compiles every library again: seconds each, and tests start hundreds.
unexport PYTHONDONTWRITEBYTECODE
WEB_SOURCES := $(shell find web/src web/public web/plugins web/index.html web/*.ts web/*.js web/package.json -type f ! -name '*.test.*' ! -path '*/locales/*' 2>/dev/null)

.PHONY: help run web install test services check check-python check-web test-python test-web test-browser test-network bench bench-relay bench-lists bench-idle bench-storm bench-nodes bench-offenders bench-memory lock openapi wheel clean

help:
	@echo "make run     install, build and serve the demo on http://localhost:$(PORT)  (PORT=9000, ARGS=--lan)"
	@echo "make test    install what tests need, then every check and every suite"
	@echo "make test-network  calls through real NATs, firewalls and a relay; takes root (RUNS=5 for the published table)"
	@echo "make check   linters, types, import rules, locked files"
	@echo "make bench   benchmarks: a table here, JSON under bench/results/"
	@echo "make bench-relay  what a message and a join cost the server, beside uWebSockets.js, ws and others"
	@echo "make bench-lists  the interviews list at a thousand, a hundred thousand and a million interviews"
	@echo "make bench-idle   10,000 sockets that say nothing, beside 500 rooms that talk"
	@echo "make bench-storm  5,000 people come at once, to a server where others talk and to one that was killed (ARGS=--postgres)"
	@echo "make bench-nodes  what a message costs between people on two nodes, beside people on one"
	@echo "make bench-offenders  what those who talk notice of one who stops reading, floods, or opens a thousand sockets"
	@echo "make bench-memory  ten minutes of a call that is recovered every twenty seconds: how much its pages grow"
	@echo "make lock    lock the newest allowed dependencies again"
	@echo "make openapi write web/openapi.json and its TypeScript from the app"
	@echo "make wheel   a wheel that carries the web app, under dist/"
	@echo "make clean   remove what was installed and built; demo data stays"

# --- run -----------------------------------------------------------------------------------------------------------

run: $(DONE)/run web
	@$(BIN)/vivavoce demo --port $(PORT) $(ARGS)

web: web/dist/index.html

$(DONE)/venv: requirements/uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@echo "Making .venv"
	@$(PYTHON) -m venv .venv || { echo "On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock
	@mkdir -p $(DONE) && touch $@

# Additive, so that `make run` in a developer's checkout leaves the tools of `make test` alone.
$(DONE)/run: $(DONE)/venv requirements/run.lock pyproject.toml
	@echo "Installing the server"
	@$(UV) install --quiet --require-hashes -r requirements/run.lock
	@$(UV) install --quiet --no-deps --no-build-isolation --offline --editable .
	@touch $@

$(DONE)/dev: $(DONE)/venv requirements/dev.lock pyproject.toml
	@echo "Installing the tools of tests"
	@$(UV) install --quiet --require-hashes -r requirements/dev.lock
	@$(UV) install --quiet --no-deps --no-build-isolation --offline --editable .
	@touch $@

web/node_modules/.done: web/package.json web/package-lock.json
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || \
	  { echo "Node 20 or newer is needed (nodejs.org, or your system's packages)."; exit 1; }
	@echo "Installing the web tools"
	@cd web && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

bench/peers/node_modules/.done: bench/peers/package.json bench/peers/package-lock.json
	@echo "Installing the servers to compare with"
	@cd bench/peers && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

web/dist/index.html: web/node_modules/.done $(WEB_SOURCES)
	@echo "Building the web app"
	@cd web && npm run build --silent -- --logLevel error
	@touch $@

# --- test ----------------------------------------------------------------------------------------------------------

install: $(DONE)/dev web/node_modules/.done

services:
	@scripts/install_test_services.sh

test: services install web check test-python test-timed test-web test-browser test-network

# Twice as many as there are cores: much of it waits for servers. Folders, because to collect all takes half a minute.
test-python: $(DONE)/dev web
	$(PYTEST) -n 4 --ignore tests/browser --ignore tests/network -m "not timed" $(ARGS)

# A limit in seconds says something only where nothing else runs.
test-timed: $(DONE)/dev web
	$(PYTEST) -m timed --ignore tests/browser $(ARGS)
	$(PYTEST) -m timed tests/browser $(ARGS)

test-web: web/node_modules/.done web
	cd web && npm test --silent
	cd web && npm run size --silent

# Two files at a time: the tests of a file share a server, and half of their time is waiting.
test-browser: $(DONE)/dev web
	$(PYTEST) -n 2 --dist loadfile --no-loadscope-reorder tests/browser -m "not timed" $(ARGS)

test-network: $(DONE)/dev web
	RUNS=$(RUNS) $(PYTEST) tests/network $(ARGS)

check: check-python check-web

check-python: $(DONE)/dev
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_locks.py

check-web: web/node_modules/.done
	cd web && npm run check --silent
	cd web && npx openapi-typescript openapi.json -o src/api/schema.gen.ts --check

bench: $(DONE)/dev web bench-relay
	$(BIN)/python -m bench.assignment
	$(BIN)/python -m bench.first_frame $(ARGS)

bench-relay: $(DONE)/dev web bench/peers/node_modules/.done
	$(BIN)/python -m bench.relay $(ARGS)

bench-lists: $(DONE)/dev web
	$(BIN)/python -m bench.lists $(ARGS)

bench-idle: $(DONE)/dev web
	$(BIN)/python -m bench.idle $(ARGS)

bench-storm: $(DONE)/dev web
	$(BIN)/python -m bench.storm $(ARGS)

bench-nodes: $(DONE)/dev web
	$(BIN)/python -m bench.nodes $(ARGS)

bench-offenders: $(DONE)/dev web
	$(BIN)/python -m bench.offenders $(ARGS)

bench-memory: $(DONE)/dev web
	$(BIN)/python -m bench.memory $(ARGS)

# --- upkeep --------------------------------------------------------------------------------------------------------

# The locks name no registry: hashes make any mirror as good as another (docs/decisions/0002).
lock: $(DONE)/dev
	echo uv | $(COMPILE) --upgrade - -o requirements/uv.lock
	$(COMPILE) --upgrade pyproject.toml --group dev -o requirements/dev.lock
	$(COMPILE) pyproject.toml --group build --constraint requirements/dev.lock --no-annotate -o requirements/run.lock

openapi: $(DONE)/dev web/node_modules/.done
	$(BIN)/python scripts/write_openapi.py
	cd web && npm run gen --silent

wheel: $(DONE)/dev web
	$(BIN)/uv build --quiet --no-build-isolation --offline

clean:
	rm -rf .venv web/node_modules bench/peers/node_modules web/dist dist build src/vivavoce/static
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .schemathesis test-results
