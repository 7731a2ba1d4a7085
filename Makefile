# Two commands do all the set-up on a fresh machine: `make graph` and `make test`.
.DEFAULT_GOAL := help
.PHONY: help graph test check evaluate baselines bench docs view train clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE ?= .kg
SOURCES := $(shell find data/sources -name '*.txt')
CODE := $(shell find kg ontology data/authority data/language -type f -not -path '*/__pycache__/*')

help:  ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 13) else "Python 3.11 to 3.13 is needed, this is %d.%d: run make PYTHON=python3.12" % sys.version_info[:2])'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing into $(VENV) (a few minutes the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

$(STORE)/graph.html: $(VENV)/.run $(SOURCES) $(CODE)
	@$(BIN)/kg ingest --store $(STORE) data/sources
	@$(BIN)/kg view --store $(STORE)

graph: $(STORE)/graph.html  ## install, read the press releases in data/sources, write the graph and the page
	@echo "Graph: $(STORE)   page: $(abspath $(STORE)/graph.html)"
	@echo "Ask it: $(BIN)/kg query agreements      Open it: the page above, in any browser"

view: $(VENV)/.run  ## write the page again from the graph
	@$(BIN)/kg view --store $(STORE)

test: $(VENV)/.dev  ## run the tests
	@$(BIN)/python -m pytest -q

check: $(VENV)/.dev  ## lint, formatting, types, and that generated files are up to date
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python ontology/generate_vocab.py --check

evaluate: $(VENV)/.dev  ## score what is read from data/gold, compare readers, cross-validate (half an hour)
	@$(BIN)/python -m kg.evaluate
	@$(BIN)/python -m kg.pairs
	@$(BIN)/python -m kg.coverage
	@$(BIN)/python -m kg.frames
	@$(BIN)/python -m kg.comparison
	@$(BIN)/python -m kg.training.crossvalidation

baselines: $(VENV)/.dev  ## compare names beside nomenklatura, which it installs (needs a compiler and the headers of ICU)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[baselines]' || \
		echo "nomenklatura could not be installed: PyICU needs a C++ compiler, pkg-config and the headers of ICU (libicu-dev)"
	@$(BIN)/python -m kg.pairs

bench: $(VENV)/.dev  ## measure speed, each figure as a ratio to a baseline of the same run
	@$(BIN)/python tests/bench.py

docs: $(VENV)/.dev  ## write the pages of the ontology to build/docs
	@mkdir -p build/docs
	@$(BIN)/python ontology/generate_page.py build/docs/ontology.html
	@$(BIN)/pylode -o build/docs/reference.html ontology/tj.ttl 2>build/docs/pylode.log
	@echo "build/docs/ontology.html (English, 中文, 日本語)   build/docs/reference.html (pyLODE)"

train: $(VENV)/.dev  ## train the readers of names and facts anew: make train CORPORA=folder of the corpora
	@$(BIN)/python -m kg.training $(CORPORA)
	@$(BIN)/python -m kg.training.facts

clean:  ## delete what was built, the graph too
	@rm -rf build .kg .pytest_cache .mypy_cache .ruff_cache
