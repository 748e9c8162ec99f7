# make run: set up and run the main job (the app with a terminal, the same run headless without one)
# make test: set up and run the tests; make test-long: the whole of what they try a part of
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin

# hostile: every key of every screen and every command over a workspace of texts that try something
.PHONY: hostile run test test-long lint types imports wheel bench stateful mutation faults clean

run: $(VENV)/ready
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/prospect demo; else $(BIN)/prospect demo --headless; fi

test: $(VENV)/ready
	@$(BIN)/python tests/postgres.py
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest

test-long: $(VENV)/ready
	@$(BIN)/python tests/postgres.py
	PYTHONDONTWRITEBYTECODE= HYPOTHESIS_PROFILE=whole $(BIN)/python -m pytest -m "long or hypothesis"

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/ready
	$(BIN)/mypy

imports: $(VENV)/ready
	$(BIN)/lint-imports

hostile: $(VENV)/ready
	HOSTILE=long $(BIN)/python -m pytest -n 2 --timeout 3600 tests/hostile

wheel: $(VENV)/ready
	$(BIN)/python tests/wheel.py

bench: $(VENV)/ready
	$(BIN)/python benchmarks/table.py

stateful: $(VENV)/ready
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -n 0 -q -s --timeout 0 tests/workspace/test_stateful.py

mutation: $(VENV)/ready
	$(BIN)/python -m tests.mutation

faults: $(VENV)/ready
	$(BIN)/python -m tests.faults $(if $(SHORT),--size short)

$(VENV)/ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Prospector needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
